package io.promshard.target.groups;

import io.promshard.target.assign.Strategy;
import io.promshard.target.spec.GuardSpec;
import io.promshard.target.spec.JobSpec;
import io.promshard.target.spec.SourceSpec;
import java.time.Duration;
import java.util.List;

/** Reads jobs; what one does not say is as its group says. */
record JobReader(Strategy strategy, int replicas, GuardSpec guard) {

    private static final List<String> KEYS = List.of("name", "sources", "strategy", "shard-by", "replicas", "guard");
    private static final List<String> GUARD =
            List.of("smallest-rest", "at-least", "hold-for", "max-targets", "keep-for");

    private static final JobReader STANDARD = new JobReader(new Strategy.Ring(), 1, GuardSpec.STANDARD);

    private static final Duration DAY = Duration.ofDays(1);

    static JobReader of(Fields group) {
        return STANDARD.with(group);
    }

    /** Its name is empty after a complaint of it. */
    JobSpec read(Value value) {
        Fields fields = value.fields(KEYS);
        String name = fields.required("name").flatMap(Scalars::name).orElse("");
        List<SourceSpec> sources = fields.required("sources").map(Value::items).orElse(List.of()).stream()
                .flatMap(source -> SourceReader.read(source, name).stream())
                .toList();
        JobReader own = with(fields);
        List<String> shardBy = fields.get("shard-by").map(Scalars::labelNames).orElse(List.of());
        return new JobSpec(name, sources, own.strategy, shardBy, own.replicas, own.guard);
    }

    private JobReader with(Fields fields) {
        return new JobReader(
                fields.read("strategy", StrategyReader::read, strategy),
                fields.count("replicas", replicas, 1, 100),
                guard(fields.section("guard", GUARD)));
    }

    private GuardSpec guard(Fields fields) {
        return new GuardSpec(
                fields.read("smallest-rest", Scalars::share, guard.smallestRest()),
                fields.count("at-least", guard.atLeast(), 0, 10_000_000),
                fields.duration("hold-for", guard.holdFor(), Duration.ZERO, DAY.multipliedBy(7)),
                fields.count("max-targets", guard.maxTargets(), 1, 10_000_000),
                fields.duration("keep-for", guard.keepFor(), Duration.ofSeconds(1), DAY.multipliedBy(3650)));
    }
}
