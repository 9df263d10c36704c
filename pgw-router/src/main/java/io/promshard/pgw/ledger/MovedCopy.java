package io.promshard.pgw.ledger;

/**
 * A copy by its group and its gateway's {@code push_time_seconds}, which no later push has.
 *
 * @param stamp in seconds since 1970, as the gateway says it to the last digit
 */
public record MovedCopy(GroupId group, double stamp) {}
