package io.promshard.shard.membership;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. One thread moves it, any reads it. */
public final class SteppingClock extends Clock {

    private volatile Instant now;

    /** At the epoch. */
    public SteppingClock() {
        this(Instant.EPOCH);
    }

    public SteppingClock(Instant begin) {
        this.now = begin;
    }

    public synchronized void step(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }
}
