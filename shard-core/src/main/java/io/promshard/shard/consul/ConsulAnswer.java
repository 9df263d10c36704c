package io.promshard.shard.consul;

import io.promshard.shard.consul.ConsulException.Refused;
import java.util.OptionalLong;

/**
 * What Consul answered with status 200.
 *
 * @param index of {@code X-Consul-Index}, where it has one
 * @param filtered whether Consul left out what the token may not read; Consul says so from 1.11 on
 */
record ConsulAnswer(String body, OptionalLong index, boolean filtered) {

    /** What the next blocking query asks from. Consul promises an index above 0, and a query for 0 would not block. */
    long blockingIndex() throws Refused {
        return Math.max(1, index.orElseThrow(() -> new Refused("the answer has no X-Consul-Index: is it Consul's?")));
    }
}
