package io.promshard.shard.consul.lock;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulException;
import io.promshard.shard.consul.Patience;
import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings each new writing of a {@link FencedValue} to a listener, on a thread of its own, and goes on whatever happens to Consul. */
public final class FencedValueWatch implements AutoCloseable {

    /** No two rounds are closer, whatever Consul answers. */
    private static final Duration PACE = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(FencedValueWatch.class);

    private final String name;
    private final FencedValue value;
    private final Consumer<byte[]> listener;
    private final Surroundings surroundings;
    private final Patience patience;
    private final Loop loop;
    private String trouble = "";
    private long index;

    /** @param listener told of the value that there is at the start, if any, and of each that comes; some may be skipped */
    public FencedValueWatch(
            ConsulApi api, String name, FencedValue value, Consumer<byte[]> listener, Surroundings surroundings) {
        this.name = name;
        this.value = value;
        this.listener = listener;
        this.surroundings = surroundings;
        this.patience = new Patience(api, surroundings);
        this.loop = new Loop("consul-value-" + name, surroundings);
    }

    /** Begins to watch, once. */
    public void start() {
        loop.start(this::round, this::failed);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void round() throws InterruptedException {
        try {
            long next = value.await(index);
            if (next != index) {
                value.read().ifPresent(listener);
            }
            index = next;
            trouble = "";
            patience.succeeded();
            surroundings.sleeper().sleep(PACE);
        } catch (ConsulException e) {
            failed(String.valueOf(e.getMessage()));
            patience.failed();
        }
    }

    private void failed(String reason) {
        index = 0;
        if (!trouble.equals(reason)) {
            log.warn("{} cannot be watched: {}", name, reason);
        }
        trouble = reason;
    }
}
