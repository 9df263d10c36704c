package io.promshard.target.groups;

import static io.promshard.target.groups.Reading.group;
import static io.promshard.target.groups.Reading.groups;
import static io.promshard.target.groups.Reading.job;
import static io.promshard.target.groups.Reading.withGroup;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.target.assign.Rebalancing;
import io.promshard.target.assign.Strategy;
import io.promshard.target.model.Collector;
import io.promshard.target.spec.CollectorsSpec;
import io.promshard.target.spec.DeliverySpec;
import io.promshard.target.spec.GroupSpec;
import io.promshard.target.spec.GuardSpec;
import io.promshard.target.spec.HandoverSpec;
import io.promshard.target.spec.LoadSpec;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Credentials;
import io.promshard.target.spec.SourceSpec.Deliver;
import io.promshard.target.spec.SourceSpec.Mapping;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GroupsReaderTest {

    private static Collector collector(String id, String url) {
        return new Collector(id, URI.create(url), 1, Double.POSITIVE_INFINITY, Map.of());
    }

    @Test
    void aGroupThatSaysLittleHasDefaults() {
        GroupSpec group = group(withGroup("collectors: [10.0.0.1:9090]"));

        assertThat(group.name()).isEqualTo("g");
        assertThat(group.collectors())
                .isEqualTo(new CollectorsSpec(
                        "",
                        List.of(collector("10.0.0.1:9090", "http://10.0.0.1:9090")),
                        1,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofDays(15)));
        assertThat(group.replicaTag()).isEmpty();
        assertThat(group.rebalancing()).isEqualTo(Rebalancing.FULL);
        assertThat(group.handover())
                .isEqualTo(new HandoverSpec(
                        Duration.ofMinutes(1), 500, 0.1, Duration.ofSeconds(1), Duration.ofMinutes(3)));
        assertThat(group.load()).isEqualTo(new LoadSpec(Duration.ofSeconds(30), 1));
        assertThat(group.delivery()).isEqualTo(new DeliverySpec("", "", List.of(), Duration.ofMinutes(1), 4));
        assertThat(group.jobs()).singleElement().satisfies(job -> {
            assertThat(job.strategy()).isEqualTo(new Strategy.Ring());
            assertThat(job.shardBy()).isEmpty();
            assertThat(job.replicas()).isEqualTo(1);
            assertThat(job.guard()).isEqualTo(GuardSpec.STANDARD);
        });
    }

    @Test
    void groupsComeInTheOrderOfTheFile() {
        assertThat(groups("""
                groups:
                  b: &b
                    collectors: {service: p}
                    jobs: [{name: j, sources: [{static: [x]}]}]
                  a: *b
                """)).extracting(GroupSpec::name).containsExactly("b", "a");
    }

    @Test
    void collectorsCanHaveMoreThanAUrl() {
        GroupSpec group = group(withGroup(
                "collectors:",
                "  listed:",
                "    - {id: a, url: https://10.0.0.1/prom, weight: 7, capacity: 1.5e6, tags: {zone: z1}}",
                "    - https://10.0.0.2:1/x"));

        assertThat(group.collectors().listed())
                .containsExactly(
                        new Collector("a", URI.create("https://10.0.0.1/prom"), 7, 1_500_000, Map.of("zone", "z1")),
                        collector("10.0.0.2:1", "https://10.0.0.2:1/x"));
    }

    @Test
    void collectorsOfConsulAreNamedByTheirService() {
        GroupSpec group = group(
                withGroup("collectors: {service: prometheus, least: 3, settle: 0s, fail-grace: 0, retention: 1h}"));

        assertThat(group.collectors())
                .isEqualTo(new CollectorsSpec(
                        "prometheus", List.of(), 3, Duration.ZERO, Duration.ZERO, Duration.ofHours(1)));
    }

    @Test
    void aMoveIsTakenBackAfterThreeIntervalsAndNotBeforeAMinute() {
        assertThat(List.of("10s", "20s", "5m"))
                .map(interval -> group(withGroup("collectors: [c:1]", "handover: {interval: " + interval + "}"))
                        .handover()
                        .rollbackAfter())
                .containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(15));
    }

    @Test
    void filesBeginInTheFolderOfTheGroupsFile() {
        assertThat(group(withGroup(
                                "collectors: [c:1]",
                                "delivery: {files: \"out/{collector}-{job}.json\", staging: ../tmp, hook: [a, b]}"))
                        .delivery())
                .isEqualTo(new DeliverySpec(
                        "/etc/sharder/out/{collector}-{job}.json",
                        "/etc/tmp",
                        List.of("a", "b"),
                        Duration.ofMinutes(1),
                        4));
    }

    static Stream<Arguments> strategies() {
        return Stream.of(
                Arguments.of("ring", new Strategy.Ring()),
                Arguments.of("all", new Strategy.All()),
                Arguments.of("bounded", new Strategy.Bounded(1.25)),
                Arguments.of("{bounded: {factor: 1.01}}", new Strategy.Bounded(1.01)),
                Arguments.of("least-series", new Strategy.LeastSeries(0.05)),
                Arguments.of("{least-series: {epsilon: 1}}", new Strategy.LeastSeries(1)),
                Arguments.of(
                        "{affinity: {label: zone}}",
                        new Strategy.Affinity("zone", "zone", new Strategy.Ring(), List.of(new Strategy.Ring()))),
                Arguments.of(
                        "{affinity: {label: __meta_z, tag: z, within: bounded, otherwise: none}}",
                        new Strategy.Affinity("__meta_z", "z", new Strategy.Bounded(1.25), List.of())),
                Arguments.of(
                        "{affinity: {label: a, within: all, otherwise: {affinity: {label: b}}}}",
                        new Strategy.Affinity(
                                "a",
                                "a",
                                new Strategy.All(),
                                List.of(new Strategy.Affinity(
                                        "b", "b", new Strategy.Ring(), List.of(new Strategy.Ring()))))));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aStrategyIsANameOrANameWithWhatItTakes(String text, Strategy strategy) {
        assertThat(job("sources: [{static: [x]}]", "strategy: " + text).strategy())
                .isEqualTo(strategy);
    }

    @Test
    void aJobIsAsItsGroupSaysWhereItSaysNothingItself() {
        GroupSpec group = group("""
                groups:
                  g:
                    collectors: [a:1, b:1, c:1]
                    strategy: all
                    replicas: 2
                    guard: {smallest-rest: 0.9, hold-for: 1m}
                    jobs:
                      - {name: as-the-group, sources: [{static: [x]}]}
                      - {name: own, sources: [{static: [x]}], strategy: ring, replicas: 3, guard: {hold-for: 2m, at-least: 7}}
                """);

        assertThat(group.jobs().getFirst()).satisfies(job -> {
            assertThat(job.strategy()).isEqualTo(new Strategy.All());
            assertThat(job.replicas()).isEqualTo(2);
            assertThat(job.guard())
                    .isEqualTo(new GuardSpec(0.9, 10, Duration.ofMinutes(1), 1_000_000, Duration.ofDays(365)));
        });
        assertThat(group.jobs().getLast()).satisfies(job -> {
            assertThat(job.strategy()).isEqualTo(new Strategy.Ring());
            assertThat(job.replicas()).isEqualTo(3);
            assertThat(job.guard())
                    .isEqualTo(new GuardSpec(0.9, 7, Duration.ofMinutes(2), 1_000_000, Duration.ofDays(365)));
        });
    }

    static Stream<Arguments> sources() {
        Duration minute = Duration.ofMinutes(1);
        Duration tenSeconds = Duration.ofSeconds(10);
        return Stream.of(
                Arguments.of("files: t/*.json", new SourceSpec.Files(List.of("/etc/sharder/t/*.json"), minute)),
                Arguments.of(
                        "files: {paths: [/a.yml, '/b/x[0-9]?.yaml'], refresh: 1h}",
                        new SourceSpec.Files(List.of("/a.yml", "/b/x[0-9]?.yaml"), Duration.ofHours(1))),
                Arguments.of(
                        "http: https://h/x?y=z",
                        new SourceSpec.Http(
                                URI.create("https://h/x?y=z"), Credentials.NONE, Mapping.HTTP_SD, tenSeconds, minute)),
                Arguments.of(
                        "http: {url: h:1, user: u, password-file: secret, refresh: 1s, timeout: 100ms}",
                        new SourceSpec.Http(
                                URI.create("http://h:1"),
                                new Credentials("u", "/etc/sharder/secret", ""),
                                Mapping.HTTP_SD,
                                Duration.ofMillis(100),
                                Duration.ofSeconds(1))),
                Arguments.of(
                        "http: {url: h:1, bearer-token-file: /secret, items: /a/0, address: \"{/ip~1x}:1\", labels: {l: /m, n: fixed}}",
                        new SourceSpec.Http(
                                URI.create("http://h:1"),
                                new Credentials("", "", "/secret"),
                                new Mapping("/a/0", "{/ip~1x}:1", Map.of("l", "/m", "n", "fixed")),
                                tenSeconds,
                                minute)),
                Arguments.of(
                        "http: {url: h:1, method: POST, body: '{\"a\": 1}'}",
                        new SourceSpec.Http(
                                URI.create("http://h:1"),
                                "POST",
                                "{\"a\": 1}",
                                Credentials.NONE,
                                Mapping.HTTP_SD,
                                tenSeconds,
                                minute)),
                Arguments.of("consul: {}", new SourceSpec.Consul(List.of(), List.of(), minute)),
                Arguments.of("consul: api", new SourceSpec.Consul(List.of("api"), List.of(), minute)),
                Arguments.of(
                        "consul: {services: [a, b], tags: t}",
                        new SourceSpec.Consul(List.of("a", "b"), List.of("t"), minute)),
                Arguments.of(
                        "static: [a:1, 'https://b/x']", new SourceSpec.Static(List.of("a:1", "https://b/x"), Map.of())),
                Arguments.of(
                        "static: {targets: a:1, labels: {on: no}}",
                        new SourceSpec.Static(List.of("a:1"), Map.of("on", "no"))),
                Arguments.of(
                        "engine: e:9090",
                        new SourceSpec.Engine(
                                URI.create("http://e:9090"),
                                Credentials.NONE,
                                "j",
                                tenSeconds,
                                Duration.ofSeconds(15))),
                Arguments.of(
                        "engine: {url: e:9090, pool: pods/0, deliver: relabeled, warm-up: 1m, timeout: 1m, refresh: 1m}",
                        new SourceSpec.Engine(
                                URI.create("http://e:9090"),
                                Credentials.NONE,
                                "pods/0",
                                Deliver.RELABELED,
                                minute,
                                minute,
                                minute)),
                Arguments.of("plugin: ldap", new SourceSpec.Plugin("ldap", Map.of(), minute)),
                Arguments.of(
                        "plugin: {provider: p, settings: {a.b: 1}}",
                        new SourceSpec.Plugin("p", Map.of("a.b", "1"), minute)));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSourceIsWhatItsOneKeySays(String text, SourceSpec source) {
        assertThat(job("sources:", "  - " + text).sources()).containsExactly(source);
    }

    @Test
    void aFileInTheWorkingFolderHasAFolderToo() {
        GroupsReader reader = new GroupsReader(Path.of("groups.yml"), file -> true);

        assertThat(reader.read(Reading.withJob("sources: [{files: x.yml}]")))
                .isInstanceOfSatisfying(
                        GroupsFile.Good.class,
                        good -> assertThat(good.groups()
                                        .getFirst()
                                        .jobs()
                                        .getFirst()
                                        .sources())
                                .containsExactly(new SourceSpec.Files(
                                        List.of(Path.of("x.yml")
                                                .toAbsolutePath()
                                                .toString()),
                                        Duration.ofMinutes(1))));
    }
}
