package io.promshard.shard.consul.lock;

import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulException;
import io.promshard.shard.consul.ConsulException.Refused;
import io.promshard.shard.consul.ConsulJson;
import io.promshard.shard.consul.ConsulReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;

/**
 * One who wants a lock, as Consul knows it: a service of its own with a check that heartbeats keep passing, and a session that ends
 * when the check, the node or itself fails. Used by one thread.
 *
 * <p>The check belongs to a service because a node's check would make all services of the node critical. The service is new with
 * each process, so that a successor on the same host cannot keep its predecessor's session alive.
 */
final class Candidate {

    private static final byte[] NOTHING = {};
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 500;

    /** Consul removes no service earlier. */
    private static final String FORGET_AFTER = "1m";

    /** The agent tells the servers of the check within moments; longer than this it is no agent, or one that may not. */
    private static final int PATIENCE = 20;

    private static final TypeReference<Created> CREATED = new TypeReference<>() {};
    private static final Logger log = LoggerFactory.getLogger(Candidate.class);

    private final ConsulApi api;
    private final LockSettings settings;
    private final String instance;
    private boolean registered;
    private int refusals;
    private String session = "";

    Candidate(ConsulApi api, LockSettings settings, long uniqueness) {
        this.api = api;
        this.settings = settings;
        this.instance = settings.id() + "-%08x".formatted((int) uniqueness);
    }

    /** Empty for none. */
    String session() {
        return session;
    }

    /**
     * Gets a session, unless it has one.
     *
     * @return false if the servers have not heard of the check yet, which the agent tells them soon
     */
    boolean enter(Duration timeout) throws ConsulException, InterruptedException {
        if (session.isEmpty()) {
            register(timeout);
            session = create(timeout);
        }
        return !session.isEmpty();
    }

    /** Keeps the session, if there is one and Consul still has it. */
    void beat(Duration timeout) throws ConsulException, InterruptedException {
        if (session.isEmpty()) {
            return;
        }
        if (!api.ask("PUT", "/v1/agent/check/pass/" + path(instance), NOTHING, timeout, NOT_FOUND, FAILED)
                .ok()) {
            log.info("the agent does not know {} any more: registering it again", instance);
            register(timeout);
        }
        if (!api.ask("PUT", "/v1/session/renew/" + path(session), NOTHING, timeout, NOT_FOUND)
                .ok()) {
            log.info("the session {} of {} has ended", session, instance);
            session = "";
        }
    }

    /** Ends the session and leaves the catalogue, as far as Consul can be asked. */
    void leave(Duration timeout) throws ConsulException, InterruptedException {
        String last = session;
        boolean known = registered;
        session = "";
        registered = false;
        if (!last.isEmpty()) {
            api.ask("PUT", "/v1/session/destroy/" + path(last), NOTHING, timeout);
        }
        if (known) {
            api.ask("PUT", "/v1/agent/service/deregister/" + path(instance), NOTHING, timeout, NOT_FOUND);
        }
    }

    private void register(Duration timeout) throws ConsulException, InterruptedException {
        registered = true;
        Map<String, Object> service = Map.of(
                "Name", settings.service(),
                "ID", instance,
                "Meta", Map.of("address", settings.address(), "lock", settings.key()),
                "Check",
                        Map.of(
                                "CheckID",
                                instance,
                                "Name",
                                "heartbeat of a candidate for " + settings.key(),
                                "TTL",
                                settings.timing().checkTtl().toMillis() + "ms",
                                "Status",
                                "passing",
                                "DeregisterCriticalServiceAfter",
                                FORGET_AFTER));
        api.ask("PUT", "/v1/agent/service/register", json(service), timeout);
    }

    private String create(Duration timeout) throws ConsulException, InterruptedException {
        Map<String, Object> wanted = Map.of(
                "Name",
                settings.key(),
                "Behavior",
                "release",
                "LockDelay",
                settings.timing().lockDelay().toMillis() + "ms",
                "TTL",
                settings.timing().sessionTtl().toMillis() + "ms",
                "NodeChecks",
                List.of("serfHealth"),
                "ServiceChecks",
                List.of(Map.of("ID", instance)));
        try {
            ConsulReply reply = api.ask("PUT", "/v1/session/create", json(wanted), timeout);
            refusals = 0;
            Created created = ConsulJson.read(reply.text(), CREATED);
            return created.id == null ? "" : created.id;
        } catch (Refused e) {
            if (++refusals > PATIENCE || !String.valueOf(e.getMessage()).contains(instance)) {
                throw e;
            }
            return "";
        }
    }

    private static byte[] json(Map<String, Object> object) {
        return ConsulJson.write(object).getBytes(StandardCharsets.UTF_8);
    }

    private static String path(String segment) {
        return ConsulApi.encoded(segment);
    }

    private record Created(@Nullable String id) {}
}
