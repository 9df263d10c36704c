package io.promshard.shard.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.health.ProbeResult;
import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RingViewsTest {

    private final HealthTracker health = new HealthTracker();
    private final RingViews views = new RingViews(health);
    private final Member a = member("a");
    private final Member b = member("b");
    private final Member c = member("c");

    @Nested
    class Known {

        @Test
        void isNothingBeforeTheSourceHasSpoken() {
            views.update(MembershipView.NONE);

            assertThat(views.current().known()).isFalse();
            assertThat(views.current().epoch()).isZero();
        }

        @Test
        void isThatThereIsNobody() {
            views.update(MembershipView.of(List.of(), 7));

            assertThat(views.current().known()).isTrue();
            assertThat(views.current().members()).isEmpty();
        }

        @Test
        void areTheMembersSortedById() {
            update(c, a, b);

            assertThat(views.current().members()).containsExactly(a, b, c);
        }
    }

    @Nested
    class Withholding {

        @Test
        void takesEffectAtOnceAndEndsAtOnce() {
            update(a, b, c);
            long epoch = views.current().epoch();

            views.withhold(new Withheld(Set.of(a.id()), Set.of(b.id())));
            assertThat(views.current().liveCount()).isEqualTo(1);

            views.withhold(Withheld.NONE);
            assertThat(views.current().liveCount()).isEqualTo(3);
            assertThat(views.current().epoch()).isEqualTo(epoch);
        }

        @Test
        void outlivesChangesOfMembershipAndHealth() {
            update(a, b);
            views.withhold(new Withheld(Set.of(a.id()), Set.of()));

            update(a, b, c);
            health.unreachable(b.id(), "gone");

            assertThat(views.current().liveCount()).isEqualTo(1);
            assertThat(views.current().withheld().drained()).containsExactly(a.id());
        }

        @Test
        void isNoMembershipBeforeTheSourceHasSpoken() {
            views.withhold(new Withheld(Set.of(a.id()), Set.of()));

            assertThat(views.current().known()).isFalse();
        }
    }

    @Nested
    class Epoch {

        @Test
        void growsWithEachChangeOfNodesOrWeights() {
            update(a, b);
            assertThat(views.current().epoch()).isEqualTo(1);

            update(a, b, c);
            assertThat(views.current().epoch()).isEqualTo(2);

            update(a, b, c.withWeight(2));
            assertThat(views.current().epoch()).isEqualTo(3);

            update();
            assertThat(views.current().epoch()).isEqualTo(4);
        }

        @Test
        void staysWithTheRingWhileOnlyHealthOrAddressChanges() {
            update(a, b, c);
            RingView before = views.current();
            Member moved = new Member(a.id(), URI.create("https://a:9091"), 1, Health.PASSING, Map.of("zone", "1"));

            update(moved, b.withHealth(Health.CRITICAL), c);
            health.unreachable(c.id(), "reset");

            assertThat(views.current().epoch()).isEqualTo(1);
            assertThat(views.current().ring()).isSameAs(before.ring());
            assertThat(views.current().members().getFirst()).isEqualTo(moved);
            assertThat(views.current().liveCount()).isEqualTo(1);
        }
    }

    @Nested
    class AMemberThatTurns {

        @Test
        void isSkippedFromTheReportOn() {
            update(a, b, c);

            health.unreachable(b.id(), "reset");

            assertThat(views.current().isLive(1)).isFalse();
            assertThat(views.current().liveCount()).isEqualTo(2);
        }

        @Test
        void getsItsKeysBack() {
            update(a, b, c);
            health.unreachable(b.id(), "reset");

            for (int probes = 0; probes < 3; probes++) {
                health.probed(b.id(), new ProbeResult.Ready(), false);
            }

            assertThat(views.current().isLive(1)).isTrue();
        }

        @Test
        void leavesViewsAloneThatAreInUse() {
            update(a, b, c);
            RingView inUse = views.current();

            health.unreachable(b.id(), "reset");

            assertThat(inUse.isLive(1)).isTrue();
        }

        @Test
        void isSkippedIfItWasSuspectBeforeItJoined() {
            health.unreachable(b.id(), "reset");

            update(a, b, c);

            assertThat(views.current().isLive(1)).isFalse();
        }

        @Test
        void isLiveAgainOnceItsHealthIsForgotten() {
            update(a, b, c);
            health.unreachable(b.id(), "reset");

            health.retain(Set.of(a.id(), c.id()));

            assertThat(views.current().isLive(1)).isTrue();
        }

        @Test
        void isNoMembershipByItself() {
            health.unreachable(b.id(), "reset");

            assertThat(views.current().known()).isFalse();
        }
    }

    @Nested
    class AMembershipThatMakesNoRing {

        private final MembershipView tooHeavy = MembershipView.of(
                IntStream.range(0, 82)
                        .mapToObj(i -> member("m" + i).withWeight(Member.MAX_WEIGHT))
                        .toList(),
                9);

        @Test
        void isRefusedAndSaysWhy() {
            update(a, b);
            RingView before = views.current();

            views.update(tooHeavy);

            assertThat(views.current()).isSameAs(before);
            assertThat(views.refused()).isEqualTo("the weights sum to 8200, more than 8192: use smaller ones");
        }

        @Test
        void leavesHealthAtWork() {
            update(a, b);
            views.update(tooHeavy);

            health.unreachable(a.id(), "reset");

            assertThat(views.current().isLive(0)).isFalse();
        }

        @Test
        void isForgottenWithTheNextThatDoes() {
            views.update(tooHeavy);
            assertThat(views.current().known()).isFalse();

            update(a);

            assertThat(views.refused()).isNull();
            assertThat(views.current().members()).containsExactly(a);
        }
    }

    @Nested
    class ManyThreads {

        @Test
        void loseNeitherATurnNorAMember() throws Exception {
            try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
                List<Future<?>> running = List.of(
                        threads.submit(() -> turns(a)), threads.submit(() -> turns(b)), threads.submit(this::joins));
                for (Future<?> thread : running) {
                    thread.get();
                }
            }

            assertThat(views.current().members()).containsExactly(a, b, c);
            assertThat(IntStream.range(0, 3).filter(views.current()::isLive)).containsExactly(2);
            assertThat(views.current().epoch()).isEqualTo(200);
        }

        /** Ends suspect. */
        private void turns(Member member) {
            for (int i = 0; i < 2_000; i++) {
                for (int probes = 0; probes < 3; probes++) {
                    health.probed(member.id(), new ProbeResult.Ready(), false);
                }
                health.unreachable(member.id(), "reset");
            }
        }

        /** Ends with c. */
        private void joins() {
            for (int i = 0; i < 100; i++) {
                update(a, b);
                update(a, b, c);
            }
        }
    }

    private void update(Member... members) {
        views.update(MembershipView.of(List.of(members), 1));
    }

    private static Member member(String host) {
        return Member.at(URI.create("http://" + host + ":9091"));
    }
}
