package io.promshard.query.topology;

/** Where the current topology is to be had. Thread-safe; never blocks. */
@FunctionalInterface
public interface TopologySource {

    /** The newest snapshot. */
    Topology current();
}
