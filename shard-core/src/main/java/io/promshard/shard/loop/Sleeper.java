package io.promshard.shard.loop;

import java.time.Duration;

/** Lets time pass for the calling thread. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;
}
