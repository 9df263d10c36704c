package io.promshard.target.assign;

/**
 * How far {@link Strategy.LeastSeries} may go to even out series. In any case keys without a collector are placed, replicas leave a
 * zone that they share, and {@link Strategy.Bounded} keeps its bound.
 *
 * @param moves how many keys may move to even out series or to respect capacities, at most
 * @param fill whether to go on until no collector has less than {@code 1 - epsilon} times its share, not only until none has more
 *     than {@code 1 + epsilon} times: with few moves a time it fills a new collector slowly
 */
public record Rebalancing(int moves, boolean fill) {

    /** Nothing moves for series alone. */
    public static final Rebalancing NONE = new Rebalancing(0, false);

    /** As many moves as it takes to bring every collector below {@code 1 + epsilon} times its share. */
    public static final Rebalancing FULL = new Rebalancing(Integer.MAX_VALUE, false);
}
