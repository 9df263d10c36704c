package io.promshard.shard.consul;

import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps servers registered in the local Consul agent, whatever happens to the agent.
 *
 * <p>About once a second it compares what shall be with what is, registers what is missing or differs, and deregisters
 * what carries its owner's name and is wanted no more. What is there already is not touched, so its check keeps its
 * state. A new one starts passing if the probe says so at that moment, else critical: a first start causes no flap.
 *
 * <p>Routers that share an agent share one owner's name if they share one list; else each needs its own.
 *
 * <p>One thread, {@code consul-register-<service>}, does all of it and calls the probe.
 */
public final class ServiceRegistrar implements AutoCloseable {

    private static final long PAUSE_FROM_MILLIS = 800;
    private static final long PAUSE_TO_MILLIS = 1_200;

    private static final Logger log = LoggerFactory.getLogger(ServiceRegistrar.class);

    private final AgentServices agent;
    private final Predicate<Registration> probe;
    private final Surroundings surroundings;
    private final Patience patience;
    private final Loop loop;
    private volatile List<Registration> desired = List.of();
    private final AtomicReference<RegistrarStatus> status = new AtomicReference<>(RegistrarStatus.NONE);

    /**
     * @param owner marks in Consul what this registrar may deregister
     * @param probe whether a server is well right now; it is asked for one after another and must end soon
     */
    public ServiceRegistrar(
            ConsulApi api, String service, String owner, Predicate<Registration> probe, Surroundings surroundings) {
        this.agent = new AgentServices(api, service, owner);
        this.probe = probe;
        this.surroundings = surroundings;
        this.patience = new Patience(api, surroundings);
        this.loop = new Loop("consul-register-" + service, surroundings);
    }

    /** Begins to keep these registered, once. */
    public void start(List<Registration> registrations) {
        want(registrations);
        loop.start(this::round, this::failed);
    }

    /** From the next round on, within about a second, these shall be registered and no others. */
    public void want(List<Registration> registrations) {
        desired = List.copyOf(registrations);
        status.updateAndGet(before -> before.missing(ids(registrations)));
    }

    public RegistrarStatus status() {
        return status.get();
    }

    /** Ends the thread. The servers outlive their routers, so they stay registered. */
    @Override
    public void close() {
        loop.close();
    }

    private void round() throws InterruptedException {
        try {
            mend(desired);
            status.updateAndGet(before -> before.succeeded(surroundings.clock().instant()));
            patience.succeeded();
            surroundings.sleeper().sleep(pause());
        } catch (ConsulException e) {
            failed(String.valueOf(e.getMessage()));
            patience.failed();
        }
    }

    private void mend(List<Registration> wanted) throws ConsulException, InterruptedException {
        Map<String, AgentService> present = agent.present();
        Attempts attempts = new Attempts();
        register(agent.lacking(present, wanted), attempts);
        for (String id : agent.leftOver(present, wanted)) {
            attempts.attempt(id, () -> deregister(id));
        }
        attempts.conclude();
    }

    /** All probes come first, so that the registrations follow each other closely. */
    private void register(List<Registration> lacking, Attempts attempts) throws ConsulException, InterruptedException {
        status.updateAndGet(before -> before.missing(ids(lacking)));
        Map<Registration, Boolean> well = new LinkedHashMap<>();
        lacking.forEach(registration -> well.put(registration, isWell(registration)));
        for (Registration registration : lacking) {
            boolean passing = well.getOrDefault(registration, false);
            attempts.attempt(registration.id(), () -> register(registration, passing));
        }
        status.updateAndGet(before -> before.missing(attempts.refusedIds()));
    }

    private void register(Registration registration, boolean passing) throws ConsulException, InterruptedException {
        agent.register(registration, passing);
        log.info("registered {} as {}", registration.id(), passing ? "passing" : "critical until its check passes");
    }

    private void deregister(String id) throws ConsulException, InterruptedException {
        agent.deregister(id);
        log.info("deregistered {}, which is wanted no more", id);
    }

    private boolean isWell(Registration registration) {
        try {
            return probe.test(registration);
        } catch (RuntimeException e) {
            log.debug("the probe of {} failed", registration.id(), e);
            return false;
        }
    }

    private void failed(String error) {
        RegistrarStatus before = status.getAndUpdate(current -> current.failed(error));
        if (!before.lastError().equals(Optional.of(error))) {
            log.warn("cannot keep {} registered in Consul: {}", agent.service(), error);
        }
    }

    private Duration pause() {
        return Duration.ofMillis(surroundings.random().nextLong(PAUSE_FROM_MILLIS, PAUSE_TO_MILLIS));
    }

    private static List<String> ids(Iterable<Registration> registrations) {
        List<String> ids = new ArrayList<>();
        registrations.forEach(registration -> ids.add(registration.id()));
        return ids;
    }
}
