package io.promshard.pgw.merge;

/**
 * A group of the merged view.
 *
 * @param gateway the id of the one whose copy is shown
 * @param pushTime Unix time in seconds of the last push that succeeded; 0 if none has
 * @param failureTime that of the last push that failed, at any gateway; 0 if none has
 * @param size how many metrics it has, its two times left out
 */
public record MergedGroup(String gateway, double pushTime, double failureTime, int size) {}
