package io.promshard.pgw.scrape;

import io.promshard.pgw.grouping.GroupingKey;

/**
 * A group as a gateway lists it.
 *
 * @param keyKnown false where the list does not show the key, and an empty {@code instance} may be missing in it
 * @param pushTime of the last push that succeeded, in seconds since 1970 by the gateway's clock; 0 if none has
 * @param failureTime of the last push that failed, likewise
 */
public record ListedGroup(GroupingKey key, boolean keyKnown, double pushTime, double failureTime) {}
