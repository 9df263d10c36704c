package io.promshard.pgw.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.promshard.pgw.forward.Fate;
import io.promshard.pgw.forward.ForwardListener;
import io.promshard.pgw.web.PushListener;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts pushes. Counters are looked up by a record of their labels, since a redirect is answered in microseconds and the registry's
 * own look-up would be a good part of that.
 */
public final class PushMetrics implements PushListener, ForwardListener {

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "pgw.router.redirects", "Pushes answered with a 307 to their owner",
            "pgw.router.forwards", "Pushes sent through the router, by the answer that the client got",
            "pgw.router.refused", "Pushes refused before a gateway saw them",
            "pgw.router.copies", "Copies of pushes, by what became of them",
            "pgw.router.partial.pushes", "Pushes that fewer gateways took than shall have them",
            "pgw.router.spread.deletions", "Deletions sent to gateways that do not own the group, by what came of it",
            "pgw.router.failovers", "Times that a push left one gateway for the next",
            "pgw.router.attempts", "Pushes sent to a gateway, by what came of it");

    private final MeterRegistry registry;
    private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    public PushMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void redirected(String method, String gateway) {
        count("pgw.router.redirects", "method", method, "gateway", gateway);
    }

    @Override
    public void forwarded(String method, String gateway, int status, String reason, long nanos) {
        count(
                "pgw.router.forwards",
                "method",
                method,
                "gateway",
                gateway,
                "status",
                Integer.toString(status),
                "reason",
                reason);
        timer(method).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void refused(String method, int status, String reason) {
        count("pgw.router.refused", "method", known(method), "status", Integer.toString(status), "reason", reason);
    }

    @Override
    public void failedOver(String reason) {
        count("pgw.router.failovers", "reason", reason);
    }

    @Override
    public void answered(String gateway, int status) {
        count("pgw.router.attempts", "gateway", gateway, "outcome", status / 100 + "xx");
    }

    @Override
    public void failed(String gateway, String kind) {
        count("pgw.router.attempts", "gateway", gateway, "outcome", kind);
    }

    @Override
    public void copied(String method, Fate fate) {
        count("pgw.router.copies", "method", method, "outcome", label(fate));
    }

    @Override
    public void partlyTaken(String method) {
        count("pgw.router.partial.pushes", "method", method);
    }

    @Override
    public void spread(String gateway, Fate fate) {
        count("pgw.router.spread.deletions", "gateway", gateway, "outcome", label(fate));
    }

    private static String label(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }

    private void count(String name, String... tags) {
        List<String> key = key(name, tags);
        Counter known = counters.get(key);
        Counter counter = known == null ? counters.computeIfAbsent(key, absent -> register(name, tags)) : known;
        counter.increment();
    }

    private Counter register(String name, String... tags) {
        return Counter.builder(name)
                .description(DESCRIPTIONS.get(name))
                .tags(tags)
                .register(registry);
    }

    private static List<String> key(String name, String... tags) {
        return switch (tags.length) {
            case 2 -> List.of(name, tags[1]);
            case 4 -> List.of(name, tags[1], tags[3]);
            case 6 -> List.of(name, tags[1], tags[3], tags[5]);
            default -> List.of(name, tags[1], tags[3], tags[5], tags[7]);
        };
    }

    private Timer timer(String method) {
        return timers.computeIfAbsent(
                method,
                absent -> Timer.builder("pgw.router.forward.duration")
                        .description("Time of a push through the router, from the request to the end of the answer")
                        .tag("method", method)
                        .serviceLevelObjectives(
                                Duration.ofMillis(1),
                                Duration.ofMillis(5),
                                Duration.ofMillis(25),
                                Duration.ofMillis(100),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(30))
                        .register(registry));
    }

    /** A stranger may send any method; as a label only these few may stand. */
    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS" -> method;
            default -> "other";
        };
    }
}
