package io.promshard.shard.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.membership.Membership.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Membership} keeps to, whatever its source.
 *
 * <p>A subclass brings a source that says at first that there is nobody, and lets the test play it. Members are at
 * 127.0.0.1.
 */
public abstract class MembershipContract {

    protected abstract Membership membership();

    /** From now on the source knows a passing member at this port. */
    protected abstract void join(int port);

    protected abstract void leave(int port);

    /** The source turns critical on a member that it knows. */
    protected abstract void fail(int port);

    /** From now on the source cannot be asked. */
    protected abstract void loseSource();

    /** The source can be asked again, and knows what it knew. */
    protected abstract void regainSource();

    @Test
    void nobodyIsAnAnswer() {
        soon().untilAsserted(() -> {
            assertThat(membership().state()).isInstanceOf(SourceState.InSync.class);
            assertThat(membership().view().members()).isEmpty();
        });
    }

    @Test
    void membersComeFailAndGo() {
        join(9091);
        join(9092);
        soon().until(() -> at(9091, Health.PASSING) && at(9092, Health.PASSING));

        fail(9091);
        soon().until(() -> at(9091, Health.CRITICAL) && at(9092, Health.PASSING));

        leave(9092);
        soon().until(() -> at(9091, Health.CRITICAL) && size() == 1);
    }

    @Test
    void aViewOnceReadNeverChanges() {
        join(9091);
        soon().until(() -> size() == 1);
        MembershipView read = membership().view();

        leave(9091);
        soon().until(() -> size() == 0);

        assertThat(read.members()).hasSize(1);
    }

    @Test
    void aListenerHearsTheViewInForceAndThenEachChangeUntilItCloses() {
        join(9091);
        soon().until(() -> size() == 1);
        List<MembershipView> heard = new CopyOnWriteArrayList<>();

        try (Subscription subscription = membership().subscribe(heard::add)) {
            assertThat(subscription).isNotNull();
            assertThat(heard).singleElement().isEqualTo(membership().view());

            fail(9091);
            soon().until(() -> heard.size() == 2);
        }
        leave(9091);
        soon().until(() -> size() == 0);

        assertThat(heard).hasSize(2);
        assertThat(heard.getLast())
                .satisfies(
                        view -> assertThat(view.members().getFirst().health()).isEqualTo(Health.CRITICAL));
    }

    @Test
    void theLastViewStaysWhileTheSourceIsLost() {
        join(9091);
        soon().until(() -> size() == 1);
        List<MembershipView> heard = new CopyOnWriteArrayList<>();
        membership().subscribe(heard::add);

        loseSource();
        soon().until(() -> membership().state() instanceof SourceState.Lost lost
                && !lost.reason().isBlank());
        assertThat(size()).isEqualTo(1);
        assertThat(heard).hasSize(1);

        // What it says then is its own affair: a Consul agent that restarts calls its checks critical for a moment.
        regainSource();
        soon().until(() -> membership().state() instanceof SourceState.InSync);
    }

    private boolean at(int port, Health health) {
        return membership().view().members().stream()
                .anyMatch(member -> member.id().equals("127.0.0.1:" + port) && member.health() == health);
    }

    private int size() {
        return membership().view().members().size();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20));
    }
}
