package io.promshard.shard.consul;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.membership.Health;
import io.promshard.shard.membership.Member;
import io.promshard.shard.membership.MembershipView;
import io.promshard.shard.membership.SteppingClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReturnGraceTest {

    private final Member a = Member.at(URI.create("http://a:9091"));
    private final Member b = Member.at(URI.create("http://b:9091"));
    private final SteppingClock clock = new SteppingClock();
    private final ReturnGrace grace = new ReturnGrace(clock);

    @Test
    void believesAConsulThatWasNotAway() {
        assertThat(soften(a.withHealth(Health.CRITICAL))).containsExactly(a.withHealth(Health.CRITICAL));
    }

    @Test
    void showsANewcomerAtOnce() {
        grace.begin(view(a));

        assertThat(soften(a, b)).containsExactly(a, b);
    }

    @Nested
    class AMissingMember {

        @Test
        void staysForASecond() {
            grace.begin(view(a, b));

            assertThat(soften(b)).containsExactly(a, b);
            assertThat(grace.keepsMissing()).isTrue();

            clock.step(Duration.ofSeconds(1));
            assertThat(soften(b)).containsExactly(b);
            assertThat(grace.keepsMissing()).isFalse();
        }

        @Test
        void isAskedForNoMoreOnceItIsBack() {
            grace.begin(view(a, b));
            soften(b);

            soften(a, b);

            assertThat(grace.keepsMissing()).isFalse();
        }

        @Test
        void isNotMissedIfItWasCriticalBefore() {
            grace.begin(view(a.withHealth(Health.CRITICAL), b));

            assertThat(soften(b)).containsExactly(b);
        }
    }

    @Nested
    class ACriticalMember {

        @Test
        void staysAsItWasForTheTimeOfACheck() {
            grace.begin(view(a));
            clock.step(Duration.ofMillis(9_999));
            assertThat(soften(a.withHealth(Health.CRITICAL))).containsExactly(a);

            clock.step(Duration.ofMillis(1));
            assertThat(soften(a.withHealth(Health.CRITICAL))).containsExactly(a.withHealth(Health.CRITICAL));
        }

        @Test
        void staysThoughConsulCalledItWellAtFirst() {
            grace.begin(view(a));
            soften(a);

            assertThat(soften(a.withHealth(Health.CRITICAL))).containsExactly(a);
        }

        @Test
        void isBelievedIfItWasCriticalBefore() {
            grace.begin(view(a.withHealth(Health.CRITICAL)));

            assertThat(soften(a.withHealth(Health.CRITICAL))).containsExactly(a.withHealth(Health.CRITICAL));
        }
    }

    private List<Member> soften(Member... said) {
        return grace.soften(view(said)).members();
    }

    private static MembershipView view(Member... members) {
        return MembershipView.of(List.of(members), 1);
    }
}
