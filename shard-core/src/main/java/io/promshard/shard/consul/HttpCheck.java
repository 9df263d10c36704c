package io.promshard.shard.consul;

import java.time.Duration;

/**
 * How Consul is to check a registered server: by a GET that must be answered with a 2xx.
 *
 * @param path below the server's own address and prefix, such as {@code /-/ready}
 * @param interval from one check to the next
 * @param timeout of one check
 */
public record HttpCheck(String path, Duration interval, Duration timeout) {

    public HttpCheck {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path of a check must begin with a slash, got: " + path);
        }
        if (!interval.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "interval and timeout of a check must be positive, got: " + interval + " and " + timeout);
        }
    }
}
