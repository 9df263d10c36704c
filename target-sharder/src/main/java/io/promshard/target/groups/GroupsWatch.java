package io.promshard.target.groups;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls the groups file until it is closed. A change counts with the second poll that sees it. */
public final class GroupsWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupsWatch.class);

    private final GroupsConfig config;
    private final Future<?> polls;

    /** Begins at once; the timer's thread reads the file and calls the listeners. */
    public GroupsWatch(GroupsConfig config, Duration interval, ScheduledExecutorService timer) {
        this.config = config;
        this.polls = timer.scheduleWithFixedDelay(
                this::poll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        polls.cancel(true);
    }

    /** A schedule ends with the first exception, and nothing would bring it back. */
    private void poll() {
        try {
            config.poll();
        } catch (RuntimeException e) {
            log.error("the groups file could not be polled", e);
        }
    }
}
