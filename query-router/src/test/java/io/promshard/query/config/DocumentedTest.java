package io.promshard.query.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.FakeShardClient;
import io.promshard.query.client.guard.FirstAnsweringReplica;
import io.promshard.query.discovery.FleetRules;
import io.promshard.query.discovery.LabelMode;
import io.promshard.query.discovery.LiveTopology;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.shard.DocumentedSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be set and what is measured stands in the documentation. */
class DocumentedTest {

    private static final Path PAGE = Path.of("..", "docs", "query-router.md");

    @Test
    void eachSetting() throws Exception {
        DocumentedSettings.assertListed(PAGE, QueryRouterProperties.class);
    }

    @Test
    void eachMetric() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        LiveTopology topology = new LiveTopology(
                new FleetRules("cluster", LabelMode.AUTO, Set.of(), List.of("a"), Duration.ofDays(1)),
                Clock.systemUTC());
        new TopologyMetrics(topology, replica -> true).bindTo(registry);
        Replica one = new Replica("one", URI.create("http://one:9090"));
        new MeteredShardCalls(
                        new FirstAnsweringReplica(new FakeShardClient().answers(one, 200, ""), replica -> true),
                        registry,
                        System::nanoTime)
                .call(
                        new Shard("a", new FeatureLabel.External("a"), List.of(one)),
                        new ApiCall("/", List.of(), false),
                        Deadline.after(Duration.ofSeconds(1), System::nanoTime))
                .answer()
                .close();
        lackedAndHedged(registry, one);
        String page = Files.readString(PAGE);

        List<String> names = registry.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", 4)[2])
                .filter(name -> !name.endsWith("_max"))
                .toList();

        assertThat(names).hasSize(10).allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    private static void lackedAndHedged(PrometheusMeterRegistry registry, Replica one) {
        Shard shard = new Shard("a", new FeatureLabel.External("a"), List.of(one, one));
        HedgeMetrics hedges = new HedgeMetrics(registry);
        hedges.hedged(shard, true);
        hedges.failedOver(shard);
        CoverageMetrics.gauge(registry)
                .register(List.of(MultiGauge.Row.of(Tags.of("shard", "a", "replica", "one"), () -> 0)));
    }
}
