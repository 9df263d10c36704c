package io.promshard.shard.consul;

import java.time.Duration;

/** Lets time pass for the calling thread. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;
}
