package io.promshard.shard.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LiveMembershipTest {

    private final SteppingClock clock = new SteppingClock();
    private final LiveMembership membership = new LiveMembership(clock);
    private final List<Long> heard = new ArrayList<>();

    @Nested
    class State {

        @Test
        void waitsUntilTheSourceHasSpoken() {
            assertThat(membership.state()).isEqualTo(new SourceState.Waiting(Instant.EPOCH));
            assertThat(membership.view()).isEqualTo(MembershipView.NONE);
        }

        @Test
        void isInSyncSinceTheFirstOfViewsInARow() {
            membership.publish(view(1, 9091));
            clock.step(Duration.ofSeconds(5));
            membership.publish(view(2, 9092));

            assertThat(membership.state()).isEqualTo(new SourceState.InSync(Instant.EPOCH));
        }

        @Test
        void isLostSinceTheFirstOfLossesInARowForTheLatestReason() {
            membership.lost("refused");
            clock.step(Duration.ofSeconds(5));
            membership.lost("timed out");

            assertThat(membership.state()).isEqualTo(new SourceState.Lost(Instant.EPOCH, "timed out"));
        }

        @Test
        void isInSyncAnewAfterALoss() {
            membership.publish(view(1, 9091));
            membership.lost("refused");
            clock.step(Duration.ofSeconds(5));
            membership.publish(view(1, 9091));

            assertThat(membership.state()).isEqualTo(new SourceState.InSync(Instant.ofEpochSecond(5)));
        }
    }

    @Nested
    class Listeners {

        @Test
        void hearTheViewInForceAtOnce() {
            membership.publish(view(4, 9091));

            membership.subscribe(view -> heard.add(view.index()));

            assertThat(heard).containsExactly(4L);
        }

        @Test
        void hearOfChangesOnlyAndInOrder() {
            membership.subscribe(view -> heard.add(view.index()));

            assertThat(membership.publish(view(1, 9091))).isTrue();
            assertThat(membership.publish(view(2, 9091))).isFalse();
            assertThat(membership.publish(view(3, 9091, 9092))).isTrue();
            membership.lost("refused");
            assertThat(membership.publish(view(4, 9091, 9092))).isFalse();
            assertThat(membership.publish(view(5))).isTrue();

            assertThat(heard).containsExactly(0L, 1L, 3L, 5L);
        }

        @Test
        void hearOfAChangeOfHealth() {
            membership.publish(view(1, 9091));
            membership.subscribe(view -> heard.add(view.index()));

            membership.publish(MembershipView.of(List.of(member(9091).withHealth(Health.WARNING)), 2));

            assertThat(heard).containsExactly(1L, 2L);
        }

        @Test
        void hearNothingAfterTheyClosed() {
            membership.subscribe(view -> heard.add(view.index())).close();

            membership.publish(view(1, 9091));

            assertThat(heard).containsExactly(0L);
        }

        @Test
        void areAllToldThoughOneFails() {
            membership.subscribe(view -> {
                if (view.index() > 0) {
                    throw new IllegalStateException("a defect");
                }
            });
            membership.subscribe(view -> heard.add(view.index()));

            assertThatThrownBy(() -> membership.publish(view(1, 9091))).hasMessage("a defect");

            assertThat(heard).containsExactly(0L, 1L);
            assertThat(membership.view().index()).isEqualTo(1);
        }

        @Test
        void seeEachChangeOnceThoughTheySubscribeMeanwhile() {
            int views = 2_000;
            try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
                writer.execute(() -> {
                    for (int i = 1; i <= views; i++) {
                        membership.publish(view(i, i));
                    }
                });
                membership.subscribe(view -> heard.add(view.index()));
            }

            assertThat(heard.getLast()).isEqualTo(views);
            assertThat(heard).isSorted().doesNotHaveDuplicates().hasSize((int) (views - heard.getFirst() + 1));
        }
    }

    private static MembershipView view(long index, int... ports) {
        List<Member> members = new ArrayList<>();
        for (int port : ports) {
            members.add(member(port));
        }
        return MembershipView.of(members, index);
    }

    private static Member member(int port) {
        return Member.at(URI.create("http://127.0.0.1:" + port));
    }
}
