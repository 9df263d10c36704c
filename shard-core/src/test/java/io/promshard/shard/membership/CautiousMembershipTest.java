package io.promshard.shard.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.Stays;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CautiousMembershipTest {

    private static final Duration GRACE = Duration.ofMillis(300);

    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final LiveMembership source = new LiveMembership(clock);
    private final CautiousMembership cautious = new CautiousMembership(source, GRACE, clock, timer);
    private final List<MembershipView> told = new CopyOnWriteArrayList<>();
    private final Member a = Member.at(URI.create("http://a:9091"));

    @AfterEach
    void stop() {
        cautious.close();
        timer.shutdownNow();
    }

    @Test
    void saysNothingBeforeTheSourceDoes() {
        assertThat(cautious.view()).isEqualTo(MembershipView.NONE);
        assertThat(cautious.state()).isInstanceOf(SourceState.Waiting.class);
    }

    @Test
    void tellsThatThereIsNobodyIfThatIsTheFirstWord() {
        cautious.subscribe(told::add);
        source.publish(new MembershipView(List.of(), 3));

        assertThat(told).containsExactly(MembershipView.NONE, new MembershipView(List.of(), 3));
    }

    @Test
    void passesOnHowTheSourceStands() {
        source.publish(MembershipView.of(List.of(a), 1));
        source.lost("gone");

        assertThat(cautious.state()).isInstanceOf(SourceState.Lost.class);
    }

    @Test
    void believesBadNewsWithoutANewWordOfTheSource() {
        source.publish(MembershipView.of(List.of(a), 1));
        cautious.subscribe(told::add);
        source.publish(MembershipView.of(List.of(a.withHealth(Health.CRITICAL)), 2));

        await().untilAsserted(
                        () -> assertThat(cautious.view().members()).containsExactly(a.withHealth(Health.CRITICAL)));
        assertThat(told)
                .extracting(view -> view.members().getFirst().health())
                .containsExactly(Health.PASSING, Health.WARNING, Health.CRITICAL);
    }

    @Test
    void believesInTheEndThatThereIsNobody() {
        source.publish(MembershipView.of(List.of(a), 1));
        Instant gone = clock.instant();
        source.publish(MembershipView.of(List.of(), 2));

        await().untilAsserted(() -> assertThat(cautious.view().members()).isEmpty());
        assertThat(Duration.between(gone, clock.instant())).isGreaterThanOrEqualTo(GRACE);
    }

    @ParameterizedTest
    @EnumSource(BadNews.class)
    void countsTheGraceOnlyWhileTheSourceIsInSync(BadNews news) {
        source.publish(MembershipView.of(List.of(a), 1));
        source.publish(news.of(a));
        source.lost("gone");

        Stays.so(
                GRACE.multipliedBy(2),
                () -> cautious.view().members().getFirst().health().usable());
        Instant returned = clock.instant();
        source.publish(news.of(a));

        await().until(() -> cautious.view().equals(news.of(a)));
        assertThat(Duration.between(returned, clock.instant())).isGreaterThanOrEqualTo(GRACE);
    }

    /** What is not believed at once. */
    enum BadNews {
        CRITICAL,
        NOBODY;

        MembershipView of(Member member) {
            return switch (this) {
                case CRITICAL -> MembershipView.of(List.of(member.withHealth(Health.CRITICAL)), 2);
                case NOBODY -> MembershipView.of(List.of(), 2);
            };
        }
    }

    @Test
    void isSilentOnceClosed() {
        source.publish(MembershipView.of(List.of(a), 1));
        cautious.close();
        source.publish(MembershipView.of(List.of(a, Member.at(URI.create("http://b:9091"))), 2));

        assertThat(cautious.view().members()).containsExactly(a);
    }
}
