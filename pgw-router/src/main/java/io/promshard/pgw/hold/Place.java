package io.promshard.pgw.hold;

/**
 * One group on one gateway, as far as holds are concerned.
 *
 * @param group the hash of its key; a push whose hash is the same by chance waits too, which does no harm
 * @param gateway its id
 */
public record Place(long group, String gateway) {}
