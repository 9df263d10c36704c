package io.promshard.query.analysis;

/** Whether an expression can be computed by shards apart. */
public sealed interface Locality {

    /** It has no selector: every server gives the same. */
    record Constant() implements Locality {}

    /** What all shards give for it, put together, is what one Prometheus with all the data would give. */
    record Local() implements Locality {}

    /**
     * A node needs series of several shards at once.
     *
     * @param why what that node is, for people
     */
    record Central(String why) implements Locality {}
}
