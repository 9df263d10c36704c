package io.promshard.pgw.scrape;

import static io.promshard.shard.servers.ServerKind.PUSHGATEWAY;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.exposition.WireWriter;
import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.snapshot.GatewaySnapshot;
import io.promshard.pgw.snapshot.Group;
import io.promshard.shard.membership.Member;
import io.promshard.shard.servers.PushgatewayServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A real gateway's groups are read so that they can be made again, whatever they hold and whoever pushes meanwhile. */
@RealServers(PUSHGATEWAY)
class GatewayReaderIT {

    private static final Start ALL_NAMES = Start.PLAIN.with("--push.enable-utf8-names");

    private final GatewayReader reader = new GatewayReader(
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
            new ScrapeSettings("/metrics", Duration.ofSeconds(10), 64 << 20),
            InstantSource.system());

    private static Member member(PushgatewayServer gateway) {
        return Member.at(gateway.url());
    }

    private Map<GroupingKey, Group> groups(PushgatewayServer gateway) throws Exception {
        return reader.readExactly(member(gateway)).groups();
    }

    private static Group of(Map<GroupingKey, Group> groups, GroupingKey key) {
        return Objects.requireNonNull(groups.get(key));
    }

    /** By key: each family, byte for byte. */
    private static Map<GroupingKey, List<String>> families(Map<GroupingKey, Group> groups) {
        return groups.values().stream()
                .collect(toMap(
                        Group::key,
                        group -> group.families().stream()
                                .map(Base64.getEncoder()::encodeToString)
                                .toList()));
    }

    private static void pushAllKinds(PushgatewayServer gateway) {
        assertThat(Pushes.put(gateway.url(), "/metrics/job/text", Pushes.TEXT)).isEqualTo(200);
        assertThat(Pushes.put(gateway.url(), "/metrics/job/text/instance/i", Pushes.TEXT))
                .isEqualTo(200);
        assertThat(Pushes.put(gateway.url(), "/metrics/job/proto/U__zone_2e_id/z", Pushes.protobuf()))
                .isEqualTo(200);
        assertThat(Pushes.put(gateway.url(), "/metrics/job/floats", Pushes.floats()))
                .isEqualTo(200);
        assertThat(Pushes.put(gateway.url(), "/metrics/job/emptied", "")).isEqualTo(200);
        assertThat(Pushes.put(gateway.url(), "/metrics/job@base64/w7w/zone/", "g{n=\"x\"} 1\n# TYPE g gauge\n"))
                .isEqualTo(400);
        assertThat(Pushes.put(gateway.url(), "/metrics/job@base64/w7w/zone/", "# TYPE g gauge\ng{n=\"x\"} 1\n"))
                .isEqualTo(200);
        assertThat(Pushes.put(
                        gateway.url(),
                        "/metrics/job/trap",
                        "# TYPE labels gauge\nlabels 1\n# TYPE last_push_successful gauge\nlast_push_successful 1\n"))
                .isEqualTo(200);
        assertThat(Pushes.put(gateway.url(), "/metrics/job/refused", "# TYPE c_total gauge\nc_total 1\n"))
                .isNotEqualTo(200);
    }

    @Test
    void groupsOfAllKindsAreMadeAgainByteForByte(Servers servers) throws Exception {
        PushgatewayServer from = servers.pushgateway(ALL_NAMES);
        PushgatewayServer to = servers.pushgateway(ALL_NAMES);
        pushAllKinds(from);

        Map<GroupingKey, Group> groups = groups(from);
        for (Group group : groups.values()) {
            if (group.pushTime() == 0) {
                continue;
            }
            assertThat(Pushes.put(to.url(), Pushes.path(group.key()), group.body()))
                    .isEqualTo(200);
        }

        Map<GroupingKey, List<String>> pushed = families(groups);
        assertThat(pushed.remove(GroupingKey.of(Map.of("job", "refused")))).isEmpty();
        assertThat(pushed).hasSize(7);
        assertThat(families(groups(to))).isEqualTo(pushed);
        assertThat(of(groups, GroupingKey.of(Map.of("job", "text"))).families()).hasSize(6);
        assertThat(of(groups, GroupingKey.of(Map.of("job", "proto", "zone.id", "z")))
                        .families())
                .hasSize(3);
    }

    @Test
    void timesAndSuccessAreThoseOfTheGateway(Servers servers) throws Exception {
        PushgatewayServer gateway = servers.pushgateway(ALL_NAMES);
        pushAllKinds(gateway);

        Map<GroupingKey, Group> groups = groups(gateway);

        Group refused = of(groups, GroupingKey.of(Map.of("job", "refused")));
        assertThat(refused.pushTime()).isZero();
        assertThat(refused.failureTime()).isPositive();
        assertThat(refused.lastPushSuccessful()).isFalse();
        Group pushed = of(groups, GroupingKey.of(Map.of("job", "text")));
        assertThat(pushed.pushTime()).isPositive();
        assertThat(pushed.failureTime()).isZero();
    }

    /** A metric called {@code labels} hides them in the list: then an empty instance may or may not be in the key. */
    @Test
    void keysAreExactUnlessTheListHidesThem(Servers servers) throws Exception {
        PushgatewayServer gateway = servers.pushgateway(ALL_NAMES);
        pushAllKinds(gateway);
        assertThat(Pushes.put(gateway.url(), "/metrics/job/slash/instance/", "g{n=\"y\"} 1\n"))
                .isNotEqualTo(400);

        Map<GroupingKey, Group> groups = groups(gateway);

        assertThat(groups.values())
                .filteredOn(group -> !group.exact())
                .extracting(Group::key)
                .containsExactly(GroupingKey.of(Map.of("job", "trap")));
        assertThat(of(groups, GroupingKey.of(Map.of("job", "slash"))).key())
                .isEqualTo(GroupingKey.of(Map.of("job", "slash", "instance", "")));
    }

    /** By their labels these series could be of either group. */
    @Test
    void seriesThatHaveTheLabelsOfSeveralGroupsAreInTheirs(Servers servers) throws Exception {
        PushgatewayServer gateway = servers.pushgateway();
        Pushes.put(gateway.url(), "/metrics/job/a", "x{instance=\"b\",n=\"1\"} 1\n");
        Pushes.put(gateway.url(), "/metrics/job/a/instance/b", "x{n=\"2\"} 1\ny 1\n");

        GatewaySnapshot first = reader.read(member(gateway), null);
        Pushes.put(gateway.url(), "/metrics/job/a/instance/b", "x{n=\"3\"} 1\nx{n=\"4\"} 1\n");
        GatewaySnapshot second = reader.read(member(gateway), first);

        GroupingKey a = GroupingKey.of(Map.of("job", "a"));
        GroupingKey b = GroupingKey.of(Map.of("job", "a", "instance", "b"));
        assertThat(numbers(first, a)).containsExactly("1");
        assertThat(numbers(first, b)).containsExactly("2", "");
        assertThat(numbers(second, a)).containsExactly("1");
        assertThat(numbers(second, b)).containsExactly("3", "4");
        assertThat(second.groups().values()).allMatch(Group::seriesKnown);
    }

    /** The values of the label {@code n} of a group's metrics. */
    private static List<String> numbers(GatewaySnapshot snapshot, GroupingKey key) throws ExpositionException {
        List<String> numbers = new ArrayList<>();
        for (int metric : of(snapshot.groups(), key).metrics()) {
            StringBuilder number = new StringBuilder();
            snapshot.exposition().labels(metric, (bytes, nameFrom, nameTo, from, to) -> {
                if (text(bytes, nameFrom, nameTo).equals("n")) {
                    number.append(text(bytes, from, to));
                }
            });
            numbers.add(number.toString());
        }
        return numbers;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Test
    void aGroupsHelpIsItsOwn(Servers servers) throws Exception {
        PushgatewayServer gateway = servers.pushgateway(Start.PLAIN.with("--push.disable-consistency-check"));
        PushgatewayServer alone = servers.pushgateway();
        String one = "# HELP x One.\n# TYPE x gauge\nx 1\n";
        String other = "# HELP x Other.\n# TYPE x gauge\nx 1\n";
        String none = "# TYPE x gauge\nx 1\n";
        for (Map.Entry<String, String> push :
                Map.of("one", one, "other", other, "none", none).entrySet()) {
            Pushes.put(gateway.url(), "/metrics/job/" + push.getKey(), push.getValue());
            Pushes.put(alone.url(), "/metrics/job/" + push.getKey(), push.getValue());
            GroupingKey key = GroupingKey.of(Map.of("job", push.getKey()));
            // Without its check a gateway answers before it has stored the push.
            await().until(() -> groups(gateway).containsKey(key));
            assertThat(families(groups(gateway)).get(key))
                    .isEqualTo(families(groups(alone)).get(key));
            Pushes.delete(alone.url(), "/metrics/job/" + push.getKey());
        }
    }

    /** Groups {@code a} and {@code a/b} take turns to have the same label sets while they are read. */
    @Test
    void seriesAreInTheirGroupsWhileOthersPush(Servers servers) throws Exception {
        PushgatewayServer gateway = servers.pushgateway(Start.PLAIN.with("--push.disable-consistency-check"));
        AtomicBoolean over = new AtomicBoolean();
        Thread client = Thread.ofVirtual().start(() -> {
            for (int i = 0; !over.get(); i++) {
                Pushes.put(gateway.url(), "/metrics/job/a", "x{instance=\"b\",n=\"a" + i + "\"} 1\n");
                Pushes.put(gateway.url(), "/metrics/job/a/instance/b", "x{n=\"b" + i + "\"} 1\n");
            }
        });
        try {
            assertThat(knownWhileTheyPush(gateway)).isPositive();
        } finally {
            over.set(true);
            client.join();
        }
    }

    private int knownWhileTheyPush(PushgatewayServer gateway) throws Exception {
        GatewaySnapshot snapshot = null;
        int known = 0;
        for (int i = 0; i < 100; i++) {
            snapshot = i % 2 == 0 ? reader.readExactly(member(gateway)) : reader.read(member(gateway), snapshot);
            for (Group group : snapshot.groups().values()) {
                String letter = group.key().labels().containsKey("instance") ? "b" : "a";
                if (group.seriesKnown()) {
                    known++;
                    assertThat(numbers(snapshot, group.id())).allMatch(number -> number.startsWith(letter));
                }
            }
        }
        return known;
    }

    @Test
    void aPoisonedGatewayIsAFailureWithItsWords(Servers servers) {
        PushgatewayServer gateway = servers.pushgateway(Start.PLAIN.with("--push.disable-consistency-check"));
        Pushes.put(gateway.url(), "/metrics/job/a", "x 1\n");
        Pushes.put(gateway.url(), "/metrics/job/a/instance/", "x 2\n");

        await().untilAsserted(() -> assertThatExceptionOfType(ScrapeException.class)
                .isThrownBy(() -> reader.readExactly(member(gateway)))
                .withMessageContaining(gateway.address() + "/metrics answered 500")
                .withMessageContaining("was collected before with the same name and label values"));
    }

    @Test
    void anExpositionIsWrittenAgainByteForByte(Servers servers) throws Exception {
        PushgatewayServer gateway = servers.pushgateway(ALL_NAMES);
        pushAllKinds(gateway);
        Exposition exposition = reader.readExactly(member(gateway)).exposition();

        WireWriter again = new WireWriter(16);
        for (Exposition.Family family : exposition.families()) {
            WireWriter message = new WireWriter(16);
            family.header().writeTo(message);
            for (int metric = family.first(); metric < family.end(); metric++) {
                exposition.writeMetric(metric, message);
            }
            again.delimited(message.toByteArray(), message.size());
        }

        assertThat(again.toByteArray()).isEqualTo(exposition.bytes());
    }
}
