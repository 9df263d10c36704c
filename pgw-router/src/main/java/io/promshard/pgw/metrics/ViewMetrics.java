package io.promshard.pgw.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.promshard.pgw.merge.Conflict;
import io.promshard.pgw.merge.GatewayView;
import io.promshard.pgw.merge.View;
import io.promshard.pgw.merge.ViewListener;
import io.promshard.pgw.web.ReadListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures the merged view, and logs each conflict the first time. */
public final class ViewMetrics implements ViewListener, ReadListener {

    private static final int MOST_LOGGED = 1000;

    private static final Logger log = LoggerFactory.getLogger(ViewMetrics.class);

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Timer gatherings;
    private final MultiGauge ages;
    private final MultiGauge groups;
    private final AtomicReference<@Nullable View> last = new AtomicReference<>();
    private final Set<Conflict> logged = ConcurrentHashMap.newKeySet();

    public ViewMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.gatherings = Timer.builder("pgw.router.view.gather.duration")
                .description("Time to read all gateways and merge what they have")
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10))
                .register(registry);
        this.ages = MultiGauge.builder("pgw.router.snapshot.age")
                .description("Age of the snapshot of a gateway that the last view shows")
                .baseUnit("seconds")
                .register(registry);
        this.groups = MultiGauge.builder("pgw.router.snapshot.groups")
                .description("Groups of a gateway in the last view, copies that are not shown included")
                .register(registry);
        gauge(
                "pgw.router.view.groups",
                "Groups of the last view",
                view -> view.groups().size());
        gauge("pgw.router.view.series", "Metrics of the last view; a histogram is one", View::size);
        gauge(
                "pgw.router.view.missing",
                "Gateways whose groups are missing in the last view",
                view -> (int) view.gateways().stream()
                        .filter(gateway -> gateway.state() == GatewayView.State.MISSING)
                        .count());
        for (Conflict.Kind kind : Conflict.Kind.values()) {
            Gauge.builder("pgw.router.view.conflicts", last, view -> count(view.get(), kind))
                    .description("Families of the last view on which gateways disagree")
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void gauge(String name, String description, Figure figure) {
        Gauge.builder(name, last, view -> {
                    @Nullable View current = view.get();
                    return current == null ? 0 : figure.of(current);
                })
                .description(description)
                .register(registry);
    }

    private static double count(@Nullable View view, Conflict.Kind kind) {
        return view == null
                ? 0
                : view.conflicts().stream()
                        .filter(conflict -> conflict.kind() == kind)
                        .count();
    }

    @Override
    public void gathered(View view, long nanos) {
        gatherings.record(nanos, TimeUnit.NANOSECONDS);
        last.set(view);
        List<GatewayView> shown = view.gateways();
        ages.register(
                shown.stream()
                        .filter(gateway -> gateway.takenAt() != null)
                        .map(gateway -> MultiGauge.Row.of(tags(gateway), gateway, this::age))
                        .toList(),
                true);
        groups.register(
                shown.stream()
                        .map(gateway -> MultiGauge.Row.of(tags(gateway), gateway.groups()))
                        .toList(),
                true);
        view.conflicts().forEach(this::logOnce);
    }

    private double age(GatewayView gateway) {
        @Nullable Instant takenAt = gateway.takenAt();
        return takenAt == null ? 0 : Duration.between(takenAt, clock.instant()).toNanos() / 1e9;
    }

    private static Tags tags(GatewayView gateway) {
        return Tags.of("gateway", gateway.gateway().id());
    }

    private void logOnce(Conflict conflict) {
        if (logged.size() < MOST_LOGGED && logged.add(conflict)) {
            log.warn("gateways disagree on the {} of {}: {}", conflict.kind(), conflict.family(), conflict.what());
        }
    }

    @Override
    public void failed(String reason) {
        count("pgw.router.view.failures", "Times that no whole view could be made", Tags.empty());
    }

    @Override
    public void unread(String gateway) {
        count(
                "pgw.router.snapshot.failures",
                "Views for which a gateway could not be read",
                Tags.of("gateway", gateway));
    }

    @Override
    public void scraped(String format, int status) {
        count(
                "pgw.router.scrapes",
                "Scrapes of the merged view",
                Tags.of("format", format.toLowerCase(Locale.ROOT), "status", Integer.toString(status)));
    }

    private void count(String name, String description, Tags tags) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(registry)
                .increment();
    }

    /** A number of a view. */
    private interface Figure {
        int of(View view);
    }
}
