package io.promshard.shard.config;

import java.util.function.Supplier;

/**
 * The ACL token of Consul.
 *
 * @param source asked anew each time, as a token file may change; gives an empty text for none
 */
record ConsulToken(Supplier<String> source) {

    String current() {
        return source.get();
    }
}
