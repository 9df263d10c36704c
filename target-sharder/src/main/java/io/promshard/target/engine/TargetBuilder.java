package io.promshard.target.engine;

import io.promshard.shard.labels.Labels;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Deliver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes of an engine's target what collectors need of it, and refuses those of a server that is no engine. */
final class TargetBuilder {

    private static final Map<String, String> SAVED = Map.of(
            EngineRules.SAVED_INTERVAL, "__scrape_interval__",
            EngineRules.SAVED_TIMEOUT, "__scrape_timeout__");

    private final SourceSpec.Engine spec;
    private final JobDefaults defaults;

    TargetBuilder(SourceSpec.Engine spec, JobDefaults defaults) {
        this.spec = spec;
        this.defaults = defaults;
    }

    DiscoveredTarget build(EngineTarget target, Interner strings) throws SourceException {
        check(target);
        List<String> identity = identity(target, strings);
        List<String> labels = spec.deliver() == Deliver.RAW ? target.discovered() : identity;
        return new DiscoveredTarget(withoutDefaults(labels), labels(identity));
    }

    private void check(EngineTarget target) throws SourceException {
        if (!target.pool().equals(spec.pool())) {
            throw new SourceException("answered with targets of the job \"" + target.pool()
                    + "\", which only a Prometheus before 2.42 does");
        }
        if (!target.interval().equals(EngineRules.NEVER)) {
            throw new SourceException("would scrape " + target.url() + " every " + target.interval()
                    + ": the job has not got the rules of an engine, which `target-sharder render` writes");
        }
    }

    /** With the interval and timeout that the rules of an engine have put aside. */
    private static List<String> identity(EngineTarget target, Interner strings) throws SourceException {
        List<String> pairs = new ArrayList<>(target.labels().size() + 16);
        ScrapeUrl.labels(target.url()).forEach((name, value) -> {
            pairs.add(strings.of(name));
            pairs.add(strings.of(value));
        });
        List<String> rest = new ArrayList<>(target.labels().size());
        for (int i = 0; i < target.labels().size(); i += 2) {
            String name = target.labels().get(i);
            String saved = SAVED.get(name);
            List<String> to = saved == null ? rest : pairs;
            to.add(saved == null ? name : saved);
            to.add(target.labels().get(i + 1));
        }
        pairs.addAll(rest);
        return pairs;
    }

    private Labels withoutDefaults(List<String> pairs) {
        List<String> left = new ArrayList<>(pairs.size());
        for (int i = 0; i < pairs.size(); i += 2) {
            if (!defaults.gave(pairs.get(i), pairs.get(i + 1))) {
                left.add(pairs.get(i));
                left.add(pairs.get(i + 1));
            }
        }
        return labels(left);
    }

    private static Labels labels(List<String> pairs) {
        return Labels.of(pairs.toArray(String[]::new));
    }
}
