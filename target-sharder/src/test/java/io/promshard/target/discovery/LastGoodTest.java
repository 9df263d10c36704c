package io.promshard.target.discovery;

import static io.promshard.target.discovery.SourceFixture.addresses;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.spec.GuardSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastGoodTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LastGood guard =
            new LastGood(new GuardSpec(0.5, 10, MINUTE.multipliedBy(5), 1_000, Duration.ofDays(1)));

    @Test
    void theFirstAnswerIsBelievedThoughItIsEmpty() {
        SourceView view = guard.answered(SourceView.NONE, List.of(), NOON);

        assertThat(SourceView.NONE.answered()).isFalse();
        assertThat(view.answered()).isTrue();
        assertThat(view.targets()).isEmpty();
        assertThat(view.lastSuccess()).contains(NOON);
    }

    @Test
    void anAnswerIsSortedAndHasEachTargetOnce() {
        SourceView view = guard.answered(SourceView.NONE, FakeSource.targets("b:1", "a:1", "b:1"), NOON);

        assertThat(addresses(view.targets())).containsExactly("a:1", "b:1");
    }

    @Test
    void theSameInAnotherOrderIsNoChange() {
        SourceView first = guard.answered(SourceView.NONE, FakeSource.targets("b:1", "a:1"), NOON);
        SourceView second = guard.answered(first, FakeSource.targets("a:1", "b:1", "a:1"), NOON.plus(MINUTE));

        assertThat(second.version()).isEqualTo(first.version());
        assertThat(second.targets()).isSameAs(first.targets());
        assertThat(second.lastSuccess()).contains(NOON.plus(MINUTE));
    }

    @Test
    void targetsWithoutAnAddressAreCountedAndLeftOut() {
        List<DiscoveredTarget> said = new ArrayList<>(FakeSource.targets("a:1", ""));
        said.add(DiscoveredTarget.of(Labels.of("__meta_x", "y")));

        SourceView view = guard.answered(SourceView.NONE, said, NOON);

        assertThat(addresses(view.targets())).containsExactly("a:1");
        assertThat(view.withoutAddress()).isEqualTo(2);
    }

    @Test
    void tooManyTargetsAreAFailure() {
        SourceView view = guard.answered(good(20), targets(1_001), NOON);

        assertThat(view.targets()).hasSize(20);
        assertThat(view.failures()).isEqualTo(1);
        assertThat(view.lastError()).isEqualTo("it answered 1001 targets, 1000 are allowed");
    }

    @ParameterizedTest
    @CsvSource({
        // before, now, held
        "100, 50, false",
        "100, 49, true",
        "100, 0, true",
        "10, 0, true",
        "9, 0, false",
        "19, 9, true",
        "18, 9, false",
        "0, 0, false",
        "10, 900, false"
    })
    void aLossIsHeldIfItIsLargeInNumberAndInShare(int before, int now, boolean held) {
        SourceView view = guard.answered(good(before), targets(now), NOON);

        assertThat(view.held().isPresent()).isEqualTo(held);
        assertThat(view.targets()).hasSize(held ? before : now);
    }

    @Test
    void otherTargetsInTheSameNumberAreNoLoss() {
        SourceView view = guard.answered(good(100), targets(100, 200), NOON);

        assertThat(view.held()).isEmpty();
        assertThat(addresses(view.targets())).contains("10.0.0.250:1");
    }

    @Test
    void aGuardThatHoldsForNoTimeHoldsNothing() {
        LastGood trusting = new LastGood(new GuardSpec(0.5, 10, Duration.ZERO, 1_000, Duration.ofDays(1)));

        assertThat(trusting.answered(good(100), List.of(), NOON).targets()).isEmpty();
    }

    @Nested
    class AHeldAnswer {

        private final SourceView held = guard.answered(good(100), targets(20), NOON);

        @Test
        void saysWhatAndUntilWhen() {
            assertThat(held.held()).hasValueSatisfying(why -> {
                assertThat(why.targets()).hasSize(20);
                assertThat(why.since()).isEqualTo(NOON);
                assertThat(why.why())
                        .isEqualTo("20 of 100 targets are left: believed if it still says so at"
                                + " 2026-01-01T12:05:00Z, or once confirmed");
            });
            assertThat(held.version()).isEqualTo(good(100).version());
            assertThat(held.failures()).isZero();
        }

        @Test
        void isBelievedOnceItWasSaidForLong() {
            SourceView almost = guard.answered(held, targets(20), NOON.plusSeconds(299));
            SourceView then = guard.answered(almost, targets(19), NOON.plusSeconds(300));

            assertThat(almost.targets()).hasSize(100);
            assertThat(then.targets()).hasSize(19);
            assertThat(then.held()).isEmpty();
        }

        @Test
        void isForgottenWhenTheTargetsAreBack() {
            SourceView back = guard.answered(held, targets(90), NOON.plus(MINUTE));
            SourceView again = guard.answered(back, targets(20), NOON.plusSeconds(301));

            assertThat(back.held()).isEmpty();
            assertThat(back.targets()).hasSize(90);
            assertThat(again.targets()).hasSize(90);
        }

        @Test
        void waitsAnewWhenItLosesAsMuchAgain() {
            SourceView nothing = guard.answered(held, List.of(), NOON.plusSeconds(290));

            assertThat(guard.answered(nothing, List.of(), NOON.plusSeconds(300)).targets())
                    .hasSize(100);
            assertThat(guard.answered(nothing, List.of(), NOON.plusSeconds(590)).targets())
                    .isEmpty();
        }

        @Test
        void waitsAnewAfterAFailureSinceNobodyStoodByIt() {
            SourceView failed = guard.failed(held, "away", NOON.plusSeconds(200));
            SourceView again = guard.answered(failed, targets(20), NOON.plusSeconds(301));

            assertThat(failed.held()).isEmpty();
            assertThat(again.targets()).hasSize(100);
        }

        @Test
        void isBelievedAtOnceWhenConfirmed() {
            SourceView confirmed = guard.confirmed(held);

            assertThat(confirmed.targets()).hasSize(20);
            assertThat(confirmed.held()).isEmpty();
            assertThat(confirmed.version()).isEqualTo(held.version() + 1);
        }

        @Test
        void isNotThereToConfirmOtherwise() {
            assertThat(guard.confirmed(good(5))).isEqualTo(good(5));
        }
    }

    @Nested
    class AFailure {

        @Test
        void keepsTheLastGoodTargetsAndSaysWhy() {
            SourceView once = guard.failed(good(5), "HTTP 500", NOON);
            SourceView twice = guard.failed(once, "HTTP 502", NOON.plus(MINUTE));

            assertThat(twice.targets()).hasSize(5);
            assertThat(twice.failures()).isEqualTo(2);
            assertThat(twice.lastError()).isEqualTo("HTTP 502");
            assertThat(twice.version()).isEqualTo(good(5).version());
        }

        @Test
        void endsWithAnAnswer() {
            SourceView well = guard.answered(guard.failed(good(5), "HTTP 500", NOON), targets(5), NOON.plus(MINUTE));

            assertThat(well.failures()).isZero();
            assertThat(well.lastError()).isEmpty();
        }

        @Test
        void isNoAnswerIfThereNeverWasOne() {
            assertThat(guard.failed(SourceView.NONE, "HTTP 500", NOON).answered())
                    .isFalse();
        }

        @Test
        void thatLastsTooLongForgetsTheTargetsOnce() {
            SourceView kept =
                    guard.failed(good(50), "away", NOON.plus(Duration.ofDays(1).minusMillis(1)));
            SourceView gone = guard.failed(kept, "away", NOON.plus(Duration.ofDays(1)));
            SourceView still = guard.failed(gone, "away", NOON.plus(Duration.ofDays(2)));

            assertThat(kept.targets()).hasSize(50);
            assertThat(gone.targets()).isEmpty();
            assertThat(gone.answered()).isTrue();
            assertThat(still.version()).isEqualTo(gone.version());
        }
    }

    /** A source whose last good answer, at noon, had that many. */
    private SourceView good(int size) {
        return guard.answered(SourceView.NONE, targets(size), NOON);
    }

    private static List<DiscoveredTarget> targets(int size) {
        return targets(size, 0);
    }

    private static List<DiscoveredTarget> targets(int size, int from) {
        return FakeSource.targets(IntStream.range(from, from + size)
                .mapToObj(i -> "10.0.%d.%d:1".formatted(i / 256, i % 256))
                .toArray(String[]::new));
    }
}
