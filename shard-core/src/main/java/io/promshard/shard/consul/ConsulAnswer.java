package io.promshard.shard.consul;

import java.util.OptionalLong;

/**
 * What Consul answered with status 200.
 *
 * @param index of {@code X-Consul-Index}, where it has one
 * @param filtered whether Consul left out what the token may not read; Consul says so from 1.11 on
 */
record ConsulAnswer(String body, OptionalLong index, boolean filtered) {}
