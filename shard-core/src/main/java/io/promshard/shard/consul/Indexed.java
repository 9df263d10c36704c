package io.promshard.shard.consul;

/**
 * An answer of Consul and the index to ask from for the next.
 *
 * @param index above 0; one that is smaller than that asked from means another Consul, so begin anew from 0
 */
public record Indexed<T>(T value, long index) {}
