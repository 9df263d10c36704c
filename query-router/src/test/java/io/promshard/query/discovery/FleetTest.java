package io.promshard.query.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.topology.FeatureLabel.External;
import io.promshard.query.topology.FeatureLabel.Stored;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FleetTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Memory NOTHING = new Memory(Map.of());

    private static FleetRules rules(LabelMode mode, String... expected) {
        return new FleetRules("cluster", mode, Set.of("replica", "prometheus_replica"), List.of(expected), DAY);
    }

    private static Member member(String host, String... meta) {
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < meta.length; i += 2) {
            pairs.put(meta[i], meta[i + 1]);
        }
        return Member.at(URI.create("http://" + host + ":9090")).withMeta(pairs);
    }

    /** {@code labels} as {@code name=value}. */
    private static ServerFacts external(String... labels) {
        return facts(Set.of(), false, labels);
    }

    private static ServerFacts facts(Set<String> stored, boolean unlabelled, String... labels) {
        Map<String, String> external = new HashMap<>();
        for (String label : labels) {
            external.put(label.split("=", 2)[0], label.split("=", 2)[1]);
        }
        return new ServerFacts("3.5.3", external, stored, unlabelled);
    }

    private static Server server(Member member, ServerFacts facts) {
        return new Server(member, facts, null);
    }

    private static Server unseen(Member member) {
        return new Server(member, null, null);
    }

    private static Fleet auto(Server... servers) {
        return Fleet.of(List.of(servers), rules(LabelMode.AUTO), NOTHING, NOON);
    }

    /** Name, label and the hosts of the replicas in order. */
    private static List<String> printed(Fleet fleet) {
        return fleet.shards().stream()
                .map(shard -> shard.name() + " " + label(shard) + " "
                        + shard.replicas().stream()
                                .map(replica -> replica.url().getHost())
                                .toList())
                .toList();
    }

    private static String label(Shard shard) {
        return switch (shard.label()) {
            case External(String value) -> "=" + value;
            case Stored(Set<String> values) -> values.stream().sorted().toList().toString();
        };
    }

    @Nested
    class Labels {

        @Test
        void anExternalLabelIsTheValue() {
            assertThat(printed(auto(server(member("h"), external("cluster=a", "region=eu")))))
                    .containsExactly("a =a [h]");
        }

        @Test
        void theConfigurationsWordComesFirstAndTheContradictionIsNoted() {
            Fleet fleet = auto(server(member("h", "feature_cluster", "a"), external("cluster=b")));

            assertThat(printed(fleet)).containsExactly("a =a [h]");
            assertThat(fleet.notes())
                    .containsExactly("h:9090 is configured as cluster=a, and its external label says b");
        }

        @Test
        void storedValuesComeBeforeAnExternalLabelAndThatIsNoted() {
            Fleet fleet = auto(server(member("h"), facts(Set.of("x", "y"), true, "cluster=a")));

            assertThat(printed(fleet)).containsExactly("h:9090 [, x, y] [h]");
            assertThat(fleet.notes()).singleElement().asString().contains("in its series too");
        }

        @Test
        void theModeDecidesIfItIsSet() {
            Server both = server(member("h"), facts(Set.of("x"), false, "cluster=a"));
            Server none = server(member("h"), facts(Set.of(), true, "cluster=a"));

            assertThat(printed(Fleet.of(List.of(both), rules(LabelMode.EXTERNAL), NOTHING, NOON)))
                    .containsExactly("a =a [h]");
            assertThat(printed(Fleet.of(List.of(none), rules(LabelMode.STORED), NOTHING, NOON)))
                    .containsExactly("h:9090 [] [h]");
        }

        @Test
        void aValueThatNobodyKnowsExcludesTheServer() {
            Fleet fleet = auto(server(member("h"), external("region=eu")), unseen(member("i")));

            assertThat(fleet.shards()).isEmpty();
            assertThat(fleet.excluded())
                    .containsEntry("i:9090", "it was not inspected yet")
                    .hasEntrySatisfying("h:9090", reason -> assertThat(reason).contains("feature_cluster"));
        }

        @Test
        void aConfiguredServerIsThereBeforeItWasInspected() {
            assertThat(printed(auto(unseen(member("h", "feature_cluster", "a", "shard", "a")))))
                    .containsExactly("a =a [h]");
        }

        @Test
        void whatWasConfiguredAndStoresTheLabelKeepsItsName() {
            assertThat(printed(auto(
                            server(member("h", "feature_cluster", "a", "shard", "a"), facts(Set.of("x", "y"), false)))))
                    .containsExactly("a [x, y] [h]");
        }
    }

    @Nested
    class ReplicasOfOneShard {

        @Test
        void differInReplicaLabelsOnly() {
            Fleet fleet = auto(
                    server(member("h1"), external("cluster=a", "region=eu", "replica=r1")),
                    server(member("h2"), external("cluster=a", "region=eu", "replica=r2")));

            assertThat(printed(fleet)).containsExactly("a =a [h1, h2]");
            assertThat(fleet.shards().getFirst().replicas())
                    .extracting(Replica::name)
                    .containsExactly("a/r1", "a/r2");
            assertThat(fleet.notes()).isEmpty();
        }

        @Test
        void areGuessedFromEqualExternalLabelsAndThatIsNoted() {
            Fleet fleet =
                    auto(server(member("h1"), external("cluster=a")), server(member("h2"), external("cluster=a")));

            assertThat(printed(fleet)).containsExactly("a =a [h1, h2]");
            assertThat(fleet.notes()).singleElement().asString().contains("taken for replicas");
        }

        @Test
        void areNotServersOfOneValueThatDifferInOtherLabels() {
            assertThat(printed(auto(
                            server(member("h1"), external("cluster=a", "team=x")),
                            server(member("h2"), external("cluster=a", "team=y")))))
                    .containsExactly("a{team=\"x\"} =a [h1]", "a{team=\"y\"} =a [h2]");
        }

        @Test
        void thatStoreTheLabelHaveValuesInCommonToo() {
            String[] pair1 = {"prometheus=k8s", "prometheus_replica=0"};
            String[] pair2 = {"prometheus=k8s", "prometheus_replica=1"};
            assertThat(printed(auto(
                            server(member("h1"), facts(Set.of("x"), true, pair1)),
                            server(member("h2"), facts(Set.of("x", "new"), true, pair2)),
                            server(member("h3"), facts(Set.of("y"), true, pair1)),
                            server(member("h4"), facts(Set.of("y"), true, pair2)))))
                    .containsExactly("h1:9090 [, new, x] [h1, h2]", "h3:9090 [, y] [h3, h4]");
        }

        @Test
        void thatStoreTheLabelAreNotGuessed() {
            assertThat(printed(auto(
                            server(member("h1"), facts(Set.of("x"), false)),
                            server(member("h2"), facts(Set.of("x"), false)))))
                    .containsExactly("h1:9090 [x] [h1]", "h2:9090 [x] [h2]");
        }

        @Test
        void areWhatTheConfigurationCallsSoInItsOrder() {
            Fleet fleet = auto(
                    server(member("h1", "shard", "c", "feature_cluster", "c", "order", "2"), external("x=1")),
                    unseen(member("h2", "shard", "c", "feature_cluster", "c", "order", "1")));

            assertThat(printed(fleet)).containsExactly("c =c [h2, h1]");
            assertThat(fleet.notes()).isEmpty();
        }

        @Test
        void ofMoreWeightAreAskedFirst() {
            Server light = server(member("h1"), external("cluster=a", "replica=r1"));
            Server heavy = server(member("h2").withWeight(5), external("cluster=a", "replica=r2"));

            assertThat(printed(auto(light, heavy))).containsExactly("a =a [h2, h1]");
        }

        @Test
        void thatContradictTheirGroupAreExcluded() {
            Fleet fleet = auto(
                    server(member("h1", "shard", "c", "feature_cluster", "c"), external()),
                    server(member("h2", "shard", "c", "feature_cluster", "c"), facts(Set.of("y"), false)));

            assertThat(printed(fleet)).containsExactly("c =c [h1]");
            assertThat(fleet.excluded()).containsOnlyKeys("h2:9090");
        }

        @Test
        void notYetInspectedJoinTheirValuesShard() {
            assertThat(printed(auto(
                            unseen(member("h1", "feature_cluster", "a")),
                            server(member("h2"), external("cluster=a", "team=x")))))
                    .containsExactly("a =a [h1, h2]");
        }

        @ParameterizedTest
        @EnumSource(
                value = Health.class,
                names = {"PASSING", "WARNING", "CRITICAL"})
        void stayWhateverConsulSaysOfTheirHealth(Health health) {
            assertThat(printed(auto(server(member("h").withHealth(health), external("cluster=a")))))
                    .containsExactly("a =a [h]");
        }
    }

    @Nested
    class Groups {

        private static List<String> grouped(Fleet fleet) {
            return fleet.shards().stream()
                    .map(shard -> shard.name() + " " + label(shard) + " "
                            + shard.group().orElse("-") + " " + shard.replicas().size())
                    .toList();
        }

        @Test
        void areNoReplicasThoughTheirExternalLabelsAreEqual() {
            assertThat(grouped(auto(
                            server(member("h1", "group", "g"), external("cluster=a")),
                            server(member("h2", "group", "g"), external("cluster=a")),
                            server(member("h3"), external("cluster=b")))))
                    .containsExactly("b =b - 1", "g/h1:9090 =a g 1", "g/h2:9090 =a g 1");
        }

        @Test
        void haveReplicasThatAreCalledSo() {
            assertThat(grouped(auto(
                            server(member("h1", "group", "g", "shard", "p"), external("cluster=a", "replica=1")),
                            server(member("h2", "group", "g", "shard", "p"), external("cluster=a", "replica=2")),
                            server(member("h3", "group", "g", "shard", "q"), external("cluster=a", "replica=1")))))
                    .containsExactly("p =a g 2", "q =a g 1");
        }

        @Test
        void areThereFromTheStartIfTheConfigurationNamesThem() {
            assertThat(grouped(auto(
                            unseen(Member.at(URI.create("http://h1:9090"))
                                    .withMeta(MemberMeta.ofCollector("eu", "p0", "cluster", 0))),
                            unseen(Member.at(URI.create("http://h2:9090"))
                                    .withMeta(MemberMeta.ofCollector("eu", "p1", "cluster", 0))))))
                    .containsExactly("eu/p0 =eu eu 1", "eu/p1 =eu eu 1");
        }
    }

    @Nested
    class Missed {

        private final Server a = server(member("h1"), external("cluster=a"));
        private final Server b = server(member("h2"), external("cluster=b"));

        private Fleet after(Fleet before, Instant at, Server... servers) {
            return Fleet.of(List.of(servers), rules(LabelMode.AUTO), before.memory(), at);
        }

        @Test
        void isAShardWhoseServersVanish() {
            Fleet fleet = after(auto(a, b), NOON, b);

            assertThat(printed(fleet)).containsExactly("a =a []", "b =b [h2]");
            assertThat(fleet.memory().missed()).containsExactly(Map.entry("a", NOON));
        }

        @Test
        void isAShardThatStoresTheLabelWithTheValuesItHad() {
            Server stored = server(member("h3"), facts(Set.of("x", "y"), true));

            assertThat(printed(after(auto(a, stored), NOON, a))).containsExactly("a =a [h1]", "h3:9090 [, x, y] []");
        }

        @Test
        void isAShardInMaintenance() {
            Server away = server(a.member().withHealth(Health.MAINTENANCE), external("cluster=a"));

            Fleet fleet = after(auto(a, b), NOON, away, b);

            assertThat(printed(fleet)).containsExactly("a =a []", "b =b [h2]");
            assertThat(fleet.excluded()).containsEntry("h1:9090", "it is in maintenance");
        }

        @Test
        void endsWithItsReturn() {
            Fleet back = after(after(auto(a, b), NOON, b), NOON.plusSeconds(9), a, b);

            assertThat(printed(back)).containsExactly("a =a [h1]", "b =b [h2]");
            assertThat(back.memory().missed()).isEmpty();
        }

        @Test
        void isForgottenAfterAWhile() {
            Fleet gone = after(auto(a, b), NOON, b);
            Fleet before = after(gone, NOON.plus(DAY).minusMillis(1), b);
            Fleet then = after(before, NOON.plus(DAY), b);

            assertThat(printed(before)).contains("a =a []");
            assertThat(printed(then)).containsExactly("b =b [h2]");
        }

        @Test
        void isNotAShardThatWasRenamed() {
            Server renamed = server(a.member(), external("cluster=z"));

            assertThat(printed(after(auto(a, b), NOON, renamed, b))).containsExactly("b =b [h2]", "z =z [h1]");
        }

        @Test
        void isAnExpectedShardFromTheStartAndForEver() {
            FleetRules rules = rules(LabelMode.AUTO, "a", "c");
            Fleet first = Fleet.of(List.of(a), rules, Memory.of(rules.expected(), NOON), NOON);
            Fleet late = Fleet.of(List.of(), rules, first.memory(), NOON.plus(DAY.multipliedBy(9)));

            assertThat(printed(first)).containsExactly("a =a [h1]", "c =c []");
            assertThat(printed(late)).containsExactly("a =a []", "c =c []");
        }
    }
}
