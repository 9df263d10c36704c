package io.promshard.target.discovery.sources;

import io.promshard.shard.consul.ConsulCatalog;
import io.promshard.shard.loop.Surroundings;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.discovery.consul.ConsulSource;
import io.promshard.target.discovery.file.FilesSource;
import io.promshard.target.discovery.http.HttpSource;
import io.promshard.target.discovery.plugin.Plugins;
import io.promshard.target.spec.SourceSpec;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens sources.
 *
 * @param catalog of Consul, where there is one
 * @param engines opens a Prometheus that discovers
 */
public record TargetSources(
        Limits limits,
        Optional<ConsulCatalog> catalog,
        Plugins plugins,
        Function<SourceSpec.Engine, TargetSource> engines,
        Surroundings surroundings) {

    /**
     * A source that was not read yet.
     *
     * @throws IllegalArgumentException if it cannot be: the message says what of it is wrong
     */
    public TargetSource of(SourceSpec spec) {
        return switch (spec) {
            case SourceSpec.Static fixed -> new StaticSource(fixed, limits);
            case SourceSpec.Files files -> new FilesSource(files, limits, surroundings);
            case SourceSpec.Http http -> new HttpSource(http, limits);
            case SourceSpec.Consul consul -> new ConsulSource(consul, consul(), surroundings);
            case SourceSpec.Engine engine -> engines.apply(engine);
            case SourceSpec.Plugin plugin -> plugins.open(plugin, limits);
        };
    }

    private ConsulCatalog consul() {
        return catalog.orElseThrow(
                () -> new IllegalArgumentException("targets in Consul need promshard.consul.enabled=true"));
    }
}
