package io.promshard.target.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.promshard.target.assign.Balance.Share;
import io.promshard.target.collector.CollectorState;
import io.promshard.target.discovery.SourceStatus;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.Holdings;
import io.promshard.target.spec.JobSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Gauges whose labels come and go with groups, collectors, jobs and sources. For one thread. */
final class GroupGauges {

    private final MeterRegistry registry;
    private final Map<MultiGauge, Function<GroupRuntime, Stream<Row<?>>>> gauges = new LinkedHashMap<>();

    GroupGauges(MeterRegistry registry) {
        this.registry = registry;
        addGroups();
        addCollectors();
        addSources();
    }

    /** What holds now. */
    void show(Collection<GroupRuntime> groups) {
        gauges.forEach((gauge, rows) ->
                gauge.register(groups.stream().<Row<?>>flatMap(rows).toList(), true));
    }

    private void addGroups() {
        add("targets", "Targets that are known, each once", GroupGauges::targets);
        each(
                "targets.unplaced",
                "Keys that no collector may take",
                group -> group.state().plan().assignment().unplaced().size());
        each(
                "moves.in.flight",
                "Hand-overs under way",
                group -> group.state().layout().moves().size());
        each(
                "generation",
                "Generation of what was decided last",
                group -> group.state().edition().version().generation());
        each(
                "waiting",
                "1 if nothing is decided and published now",
                group -> group.state().waiting().isEmpty() ? 0 : 1);
        each(
                "pins",
                "Keys that an operator pinned to a collector",
                group -> group.orders().pins().size());
        each(
                "drains",
                "Collectors that an operator ordered to be drained",
                group -> group.orders().drains().size());
        each(
                "files.failing",
                "Files that do not have what they shall have",
                group -> group.deliveries().files().stream()
                        .filter(file -> !file.isGood())
                        .count());
        each(
                "collectors.unreachable",
                "Collectors that could not be asked the last time",
                group -> group.observe().reports().failures().size());
        add("imbalance.ratio", "The most that a collector has for its weight, by the mean; 1 is even", group -> {
            Holdings holdings = group.holdings();
            return Stream.of(
                    row(group, holdings.balance().imbalanceOfTargets(), "by", "targets"),
                    row(group, holdings.balance().imbalanceOfSeries(), "by", "series"));
        });
    }

    private void addCollectors() {
        add("collectors", "Collectors, by how far they count", GroupGauges::states);
        add(
                "collector.targets",
                "Targets that a collector holds, hand-overs in progress included",
                group -> shares(group, share -> share.targets()));
        add("collector.series", "Series of the targets that a collector holds", group -> shares(group, Share::series));
    }

    private void addSources() {
        source(
                "source.targets",
                "Targets of a source's last good answer",
                source -> source.view().targets().size());
        source(
                "source.failures",
                "Failures of a source in a row",
                source -> source.view().failures());
        source(
                "source.held",
                "1 if an answer of a source is not believed yet",
                source -> source.view().held().isPresent() ? 1 : 0);
        source(
                "source.last.success.timestamp.seconds",
                "When a source was last read, in seconds since 1970; 0 if it never was",
                source -> source.view()
                        .lastSuccess()
                        .map(at -> at.toEpochMilli() / 1000.0)
                        .orElse(0.0));
    }

    private static Stream<Row<?>> targets(GroupRuntime group) {
        Map<String, Integer> targets = group.holdings().jobs();
        return group.spec().jobs().stream()
                .map(JobSpec::name)
                .map(job -> row(group, targets.getOrDefault(job, 0), "job", job));
    }

    private static Stream<Row<?>> states(GroupRuntime group) {
        return Arrays.stream(CollectorState.values())
                .map(state -> row(
                        group,
                        (double) group.state().states().all().values().stream()
                                .filter(status -> status.state() == state)
                                .count(),
                        "state",
                        state.name().toLowerCase(Locale.ROOT)));
    }

    private static Stream<Row<?>> shares(GroupRuntime group, ToDoubleFunction<Share> figure) {
        return group.holdings().collectors().values().stream()
                .map(share -> row(group, figure.applyAsDouble(share), "collector", share.collector()));
    }

    private void source(String name, String description, ToDoubleFunction<SourceStatus> figure) {
        add(
                name,
                description,
                group -> group.discovery().sources().stream()
                        .map(source -> row(
                                group,
                                figure.applyAsDouble(source),
                                "job",
                                source.job(),
                                "index",
                                Integer.toString(source.index()),
                                "source",
                                source.source())));
    }

    private void each(String name, String description, ToDoubleFunction<GroupRuntime> figure) {
        add(name, description, group -> Stream.of(row(group, figure.applyAsDouble(group))));
    }

    private void add(String name, String description, Function<GroupRuntime, Stream<Row<?>>> rows) {
        gauges.put(
                MultiGauge.builder("target.sharder." + name)
                        .description(description)
                        .register(registry),
                rows);
    }

    private static Row<?> row(GroupRuntime group, double value, String... tags) {
        return Row.of(Tags.of("group", group.spec().name()).and(tags), value);
    }
}
