package io.promshard.target.collector;

import static io.promshard.target.collector.CollectorState.DEAD;
import static io.promshard.target.collector.CollectorState.DRAINED;
import static io.promshard.target.collector.CollectorState.DRAINING;
import static io.promshard.target.collector.CollectorState.FAILING;
import static io.promshard.target.collector.CollectorState.GONE;
import static io.promshard.target.collector.CollectorState.JOINING;
import static io.promshard.target.collector.CollectorState.LIVE;
import static io.promshard.target.collector.CollectorState.RETURNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.membership.SourceState;
import io.promshard.target.model.Collector;
import io.promshard.target.spec.CollectorsSpec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CollectorStatesTest {

    private static final CollectorsSpec SPEC = new CollectorsSpec(
            "scrapers", List.of(), 2, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofHours(1));

    private final Map<String, Health> checks = new TreeMap<>();
    private final Set<String> drains = new HashSet<>();
    private final Set<String> holders = new HashSet<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private SourceState source = new SourceState.InSync(now);
    private CollectorStates states = CollectorStates.NONE;

    @Test
    void nothingIsDistributedBeforeEnoughHaveBeenThereForLongEnough() {
        checks.put("a", Health.PASSING);
        after(60);
        assertThat(states.started()).isFalse();
        checks.put("b", Health.PASSING);
        after(0);
        after(9);
        assertThat(states.started()).isFalse();
        assertThat(states.counting()).isEmpty();

        after(1);

        assertThat(states.started()).isTrue();
        assertThat(states.counting()).extracting(Collector::id).containsExactly("a", "b");
    }

    @Test
    void aChangeOfMembersBeginsTheSettlingAnew() {
        checks.put("a", Health.PASSING);
        checks.put("b", Health.PASSING);
        after(0);
        after(9);
        checks.put("c", Health.PASSING);
        after(0);
        after(5);

        assertThat(states.started()).isFalse();
        after(5);
        assertThat(states.counting()).hasSize(3);
    }

    @Test
    void aNewcomerCountsWhenItHasSettled() {
        started("a", "b");
        checks.put("c", Health.PASSING);
        after(0);
        after(9);
        assertThat(states.state("c")).isEqualTo(JOINING);

        after(1);

        assertThat(states.state("c")).isEqualTo(LIVE);
    }

    @Test
    void whoeverFailsKeepsWhatItHasForTheGrace() {
        started("a", "b", "c");
        checks.put("b", Health.CRITICAL);
        after(0);
        assertThat(states.state("b")).isEqualTo(FAILING);
        assertThat(states.counting()).hasSize(3);
        after(29);
        assertThat(states.state("b")).isEqualTo(FAILING);

        after(1);

        assertThat(states.state("b")).isEqualTo(DEAD);
        assertThat(states.counting()).hasSize(2);
    }

    @Test
    void aFlapWithinTheGraceChangesNothing() {
        started("a", "b", "c");
        for (int i = 0; i < 20; i++) {
            checks.put("b", i % 2 == 0 ? Health.CRITICAL : Health.PASSING);
            after(20);
        }

        assertThat(states.state("b")).isEqualTo(LIVE);
        assertThat(states.all().values()).allMatch(status -> status.deaths().isEmpty());
    }

    @Test
    void whoeverLeavesWhileOthersStayIsDeadAtOnce() {
        started("a", "b", "c");
        checks.remove("b");

        after(0);

        assertThat(states.state("b")).isEqualTo(DEAD);
    }

    @Test
    void whoeverIsInMaintenanceIsDrainedAtOnce() {
        started("a", "b", "c");
        holders.add("b");
        checks.put("b", Health.MAINTENANCE);

        after(0);

        assertThat(states.state("b")).isEqualTo(DRAINING);
        assertThat(states.counting()).hasSize(2);
    }

    @Test
    void whileTheSourceIsLostNothingWorsens() {
        started("a", "b", "c");
        checks.put("b", Health.CRITICAL);
        after(0);
        source = new SourceState.Lost(now, "no answer");
        after(3600);
        assertThat(states.state("b")).isEqualTo(FAILING);

        source = new SourceState.InSync(now);
        after(29);
        assertThat(states.state("b"))
                .as("the grace begins when it can be asked again")
                .isEqualTo(FAILING);
        after(1);
        assertThat(states.state("b")).isEqualTo(DEAD);
    }

    @Test
    void anOrderToDrainHoldsWhileTheSourceIsLost() {
        started("a", "b", "c");
        source = new SourceState.Lost(now, "no answer");
        drains.add("b");
        holders.add("b");

        after(0);
        assertThat(states.state("b")).isEqualTo(DRAINING);
        holders.clear();
        after(0);
        assertThat(states.state("b")).isEqualTo(DRAINED);
    }

    @Test
    void ifMostFailAtOnceTheyAreKeptForLonger() {
        started("a", "b", "c");
        checks.put("a", Health.CRITICAL);
        checks.put("b", Health.CRITICAL);
        after(0);
        after(149);
        assertThat(states.counting()).hasSize(3);

        after(1);

        assertThat(states.counting()).extracting(Collector::id).containsExactly("c");
    }

    @Test
    void ifAllFailNobodyIsEmptied() {
        started("a", "b", "c");
        checks.replaceAll((id, health) -> Health.CRITICAL);
        after(0);
        after(86_400);
        assertThat(states.counting()).hasSize(3);

        checks.clear();
        after(0);
        after(86_400);
        assertThat(states.counting()).hasSize(3);
    }

    @Test
    void oneOfTwoMayDie() {
        started("a", "b");
        checks.put("a", Health.CRITICAL);
        after(0);
        after(30);

        assertThat(states.state("a")).isEqualTo(DEAD);
    }

    @Test
    void whoeverReturnsGetsItsListsFirst() {
        started("a", "b", "c");
        die("b");
        checks.put("b", Health.PASSING);

        after(0);
        assertThat(states.state("b")).isEqualTo(RETURNING);
        assertThat(states.state("b").written()).isTrue();
        assertThat(states.counting()).hasSize(2);
        after(10);
        assertThat(states.state("b")).isEqualTo(LIVE);
    }

    @Test
    void whoeverDiesOftenHasToBeWellForLonger() {
        started("a", "b", "c");
        for (int quarantine : List.of(10, 20, 40)) {
            die("b");
            checks.put("b", Health.PASSING);
            after(0);
            after(quarantine - 1);
            assertThat(states.state("b")).isEqualTo(RETURNING);
            after(1);
            assertThat(states.state("b")).isEqualTo(LIVE);
        }
    }

    @Test
    void theQuarantineHasALimit() {
        started("a", "b", "c");
        for (int i = 0; i < 20; i++) {
            die("b");
            checks.put("b", Health.PASSING);
            after(1);
        }
        after(640);

        assertThat(states.state("b")).isEqualTo(LIVE);
    }

    @Test
    void oldDeathsAreForgiven() {
        started("a", "b", "c");
        for (int i = 0; i < 5; i++) {
            die("b");
            checks.put("b", Health.PASSING);
            after(700);
        }
        after(3700);
        die("b");
        checks.put("b", Health.PASSING);
        after(0);
        after(10);

        assertThat(states.state("b")).isEqualTo(LIVE);
    }

    @Test
    void aDrainEndsWhenNothingIsHeldAndCanBeTakenBack() {
        started("a", "b", "c");
        drains.add("b");
        holders.add("b");
        after(0);
        assertThat(states.state("b")).isEqualTo(DRAINING);
        assertThat(states.counting()).hasSize(2);
        holders.remove("b");
        after(0);
        assertThat(states.state("b")).isEqualTo(DRAINED);
        after(86_400);
        assertThat(states.state("b")).as("as long as it is a member").isEqualTo(DRAINED);

        drains.clear();
        after(0);
        after(10);

        assertThat(states.state("b")).isEqualTo(LIVE);
    }

    @Test
    void aDrainTakenBackBeforeItsEndChangesNothing() {
        started("a", "b", "c");
        drains.add("b");
        holders.add("b");
        after(0);
        drains.clear();
        after(0);

        assertThat(states.state("b")).isEqualTo(LIVE);
    }

    @Test
    void whoeverDiesWhileDrainingIsDead() {
        started("a", "b", "c");
        drains.add("b");
        holders.add("b");
        after(0);
        checks.put("b", Health.CRITICAL);
        after(0);
        after(30);

        assertThat(states.state("b")).isEqualTo(DEAD);
    }

    @Test
    void whoeverLeftIsKeptForItsHistoryThenForgotten() {
        started("a", "b", "c");
        holders.add("b");
        checks.remove("b");
        after(0);
        assertThat(states.state("b")).isEqualTo(DEAD);
        holders.clear();
        after(1);
        assertThat(states.state("b")).isEqualTo(GONE);
        assertThat(states.all()).containsKey("b");

        after(3600);

        assertThat(states.all()).doesNotContainKey("b");
    }

    @Test
    void afterARestartWhoeverHeldTargetsCountsAtOnce() {
        Collector held = new Collector("a", URI.create("http://a"), 1, Double.POSITIVE_INFINITY, Map.of());
        Collector lost = new Collector("b", URI.create("http://b"), 1, Double.POSITIVE_INFINITY, Map.of());
        states = CollectorStates.resumed(List.of(held, lost), now);
        checks.put("a", Health.PASSING);
        after(0);
        assertThat(states.counting()).hasSize(2);
        assertThat(states.state("b")).isEqualTo(FAILING);

        after(30);

        assertThat(states.state("b")).isEqualTo(DEAD);
    }

    @Test
    void changesAreTold() {
        started("a", "b", "c");
        CollectorStates before = states;
        checks.remove("b");
        after(0);

        assertThat(states.changesFrom(before, now))
                .containsExactly(new CollectorChange("b", LIVE, DEAD, now, "left the service since " + now));
    }

    @Test
    void factsOfTheMemberAreThoseOfTheCollector() {
        Member member =
                new Member("a", URI.create("http://a"), 7, Health.PASSING, Map.of("capacity", "750000", "zone", "x"));
        assertThat(Members.collector(member, SPEC))
                .isEqualTo(new Collector("a", URI.create("http://a"), 7, 750_000, member.meta()));
        assertThat(Members.collector(member.withMeta(Map.of("capacity", "much")), SPEC)
                        .capacity())
                .isInfinite();
    }

    private void started(String... ids) {
        for (String id : ids) {
            checks.put(id, Health.PASSING);
        }
        after(0);
        after(10);
        assertThat(states.counting()).hasSize(ids.length);
    }

    private void die(String id) {
        checks.put(id, Health.CRITICAL);
        after(0);
        after(30);
        assertThat(states.state(id)).isEqualTo(DEAD);
    }

    private void after(long seconds) {
        now = now.plusSeconds(seconds);
        List<Member> members = checks.entrySet().stream()
                .map(check -> new Member(
                        check.getKey(), URI.create("http://" + check.getKey()), 1, check.getValue(), Map.of()))
                .toList();
        states = states.step(MembershipView.of(members, 1), source, drains, holders, now, SPEC);
    }
}
