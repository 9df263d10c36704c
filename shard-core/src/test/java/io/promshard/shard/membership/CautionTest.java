package io.promshard.shard.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CautionTest {

    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final Instant START = Instant.EPOCH;

    private final Member a = Member.at(URI.create("http://a:9091"));
    private final Member b = Member.at(URI.create("http://b:9091"));
    private final Caution both = Caution.NONE.after(view(a, b), START, GRACE);

    @Nested
    class WhenAUsableMemberIsCalledCritical {

        private final MembershipView said = view(a.withHealth(Health.CRITICAL), b);
        private final Caution doubtful = both.after(said, at(100), GRACE);

        @Test
        void itStaysWithAWarning() {
            assertThat(doubtful.held().members()).containsExactly(a.withHealth(Health.WARNING), b);
            assertThat(doubtful.isPending()).isTrue();
        }

        @Test
        void itStaysUntilTheGraceIsOver() {
            Caution justBefore = doubtful.after(said, at(114), GRACE);
            Caution over = justBefore.after(said, at(115), GRACE);

            assertThat(justBefore.held().members().getFirst().health()).isEqualTo(Health.WARNING);
            assertThat(over.held().members().getFirst().health()).isEqualTo(Health.CRITICAL);
            assertThat(over.isPending()).isFalse();
        }

        @Test
        void itStaysLongerIfTheSourceCouldNotBeAskedMeanwhile() {
            Caution returned = doubtful.notBefore(at(110));

            assertThat(returned.after(said, at(124), GRACE).isPending()).isTrue();
            assertThat(returned.after(said, at(125), GRACE).isPending()).isFalse();
            assertThat(doubtful.notBefore(START)).isEqualTo(doubtful);
        }

        @Test
        void aNewGraceBeginsOnlyAfterGoodNews() {
            Caution over = doubtful.after(said, at(115), GRACE);
            Caution still = over.after(said, at(116), GRACE);
            Caution well = still.after(view(a, b), at(117), GRACE);
            Caution again = well.after(said, at(118), GRACE);

            assertThat(still.held().members().getFirst().health()).isEqualTo(Health.CRITICAL);
            assertThat(again.held().members().getFirst().health()).isEqualTo(Health.WARNING);
        }
    }

    @Nested
    class BelievesAtOnce {

        @Test
        void aMemberThatWasNeverUsable() {
            Caution caution = Caution.NONE.after(view(a.withHealth(Health.CRITICAL)), START, GRACE);

            assertThat(caution.held().members().getFirst().health()).isEqualTo(Health.CRITICAL);
            assertThat(caution.isPending()).isFalse();
        }

        @Test
        void maintenance() {
            Caution caution = both.after(view(a.withHealth(Health.MAINTENANCE), b), at(1), GRACE);

            assertThat(caution.held().members().getFirst().health()).isEqualTo(Health.MAINTENANCE);
        }

        @Test
        void aMemberThatLeavesWhileOthersStay() {
            assertThat(both.after(view(b), at(1), GRACE).held().members()).containsExactly(b);
        }

        @Test
        void newMembers() {
            Member c = Member.at(URI.create("http://c:9091"));

            assertThat(both.after(view(a, b, c), at(1), GRACE).held().members()).containsExactly(a, b, c);
        }

        @Test
        void nobodyFromTheBegin() {
            Caution caution = Caution.NONE.after(new MembershipView(List.of(), 7), START, GRACE);

            assertThat(caution.held()).isEqualTo(new MembershipView(List.of(), 7));
            assertThat(caution.isPending()).isFalse();
        }
    }

    @Nested
    class WhenAllVanishAtOnce {

        private final MembershipView nobody = view();
        private final Caution vanished = both.after(nobody, at(100), GRACE);

        @Test
        void theyStayUntilTheGraceIsOver() {
            assertThat(vanished.held().members()).containsExactly(a, b);
            assertThat(vanished.after(nobody, at(114), GRACE).held().members()).containsExactly(a, b);
            assertThat(vanished.after(nobody, at(115), GRACE).held().members()).isEmpty();
        }

        @Test
        void theyStayLongerIfTheSourceCouldNotBeAskedMeanwhile() {
            Caution returned = vanished.notBefore(at(110));

            assertThat(returned.after(nobody, at(124), GRACE).held().members()).containsExactly(a, b);
            assertThat(returned.after(nobody, at(125), GRACE).held().members()).isEmpty();
            assertThat(both.notBefore(at(110))).isEqualTo(both);
        }

        @Test
        void theyAreForgottenForWhomeverComesBack() {
            Caution back = vanished.after(view(b), at(105), GRACE);

            assertThat(back.held().members()).containsExactly(b);
            assertThat(back.isPending()).isFalse();
        }
    }

    private static MembershipView view(Member... members) {
        return MembershipView.of(List.of(members), 5);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
