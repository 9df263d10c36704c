package io.promshard.shard.consul;

import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the application itself stands in Consul.
 *
 * <p>Somebody else registers it, once, and may not notice that the agent refused or has lost it since. This looks every few seconds,
 * and has it registered again where it is missing. One thread, {@code consul-self-<id>}.
 */
public final class SelfRegistration implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(SelfRegistration.class);

    private final ConsulApi api;
    private final String id;
    private final Runnable register;
    private final Surroundings surroundings;
    private final Patience patience;
    private final Loop loop;
    private final AtomicReference<RegistrarStatus> status = new AtomicReference<>(RegistrarStatus.NONE);

    /**
     * Prepares the watch of one registration.
     *
     * @param register registers the application; what it throws is logged and tried again
     */
    public SelfRegistration(ConsulApi api, String id, Runnable register, Surroundings surroundings) {
        this.api = api;
        this.id = id;
        this.register = register;
        this.surroundings = surroundings;
        this.patience = new Patience(api, surroundings);
        this.loop = new Loop("consul-self-" + id, surroundings);
    }

    /** Begins to watch, once. */
    public void start() {
        loop.start(this::look, this::failed);
    }

    public RegistrarStatus status() {
        return status.get();
    }

    private void look() throws InterruptedException {
        try {
            if (!isRegistered()) {
                status.updateAndGet(before -> before.missing(List.of(id)));
                registerAgain();
                confirm();
            }
            status.updateAndGet(before -> before.succeeded(surroundings.clock().instant()));
            patience.succeeded();
            surroundings.sleeper().sleep(PAUSE);
        } catch (ConsulException e) {
            failed(String.valueOf(e.getMessage()));
            patience.failed();
        }
    }

    private boolean isRegistered() throws ConsulException, InterruptedException {
        return new AgentServices(api, "", "").present().containsKey(id);
    }

    private void registerAgain() throws ConsulException {
        log.info("{} is not registered in Consul: registering it", id);
        try {
            register.run();
        } catch (RuntimeException e) {
            throw new ConsulException.Refused("registering " + id + " failed: " + e.getMessage());
        }
    }

    private void confirm() throws ConsulException, InterruptedException {
        if (!isRegistered()) {
            throw new ConsulException.Refused(
                    "Consul does not have " + id + " although registering it raised no error");
        }
    }

    private void failed(String error) {
        RegistrarStatus before = status.getAndUpdate(current -> current.failed(error));
        if (!before.lastError().equals(Optional.of(error))) {
            log.warn("cannot keep {} registered in Consul: {}", id, error);
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
