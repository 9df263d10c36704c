package io.promshard.target.leadership;

/**
 * Another sharder.
 *
 * @param address where its API is reached, such as {@code http://10.0.0.7:9098}
 */
public record Peer(String id, String address) {}
