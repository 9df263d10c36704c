package io.promshard.target.discovery.sources;

import io.promshard.shard.labels.Labels;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.model.TargetGroup;
import io.promshard.target.spec.SourceSpec;
import java.util.List;

/** Targets that stand in the configuration. */
final class StaticSource implements TargetSource {

    private final List<DiscoveredTarget> targets;

    /** @throws IllegalArgumentException if one of them could be none */
    StaticSource(SourceSpec.Static spec, Limits limits) {
        TargetGroup group = new TargetGroup(spec.targets(), Labels.of(spec.labels()));
        limits.wrongGroup(group).ifPresent(wrong -> {
            throw new IllegalArgumentException(wrong);
        });
        this.targets = group.each();
    }

    @Override
    public String name() {
        return "static";
    }

    @Override
    public List<DiscoveredTarget> read() {
        return targets;
    }
}
