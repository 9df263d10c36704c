package io.promshard.target.discovery;

import static io.promshard.target.discovery.SourceFixture.addresses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.loop.Surroundings;
import io.promshard.target.spec.GuardSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceReaderTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final GuardSpec GUARD = new GuardSpec(0.5, 10, Duration.ofSeconds(2), 1_000, NEVER);

    private final FakeSource source = FakeSource.of("a:1");
    private final AtomicInteger changes = new AtomicInteger();
    private SourceReader reader = reader(NEVER);

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void knowsNothingBeforeItReads() {
        assertThat(reader.view().answered()).isFalse();
        assertThat(source.reads()).isZero();
    }

    @Test
    void readsAtOnce() {
        reader.start();

        awaitTargets("a:1");
        assertThat(changes).hasValue(1);
    }

    @Test
    void readsWhenItsTimeIsOver() {
        reader = reader(Duration.ofMillis(20));
        reader.start();

        await().until(() -> source.reads() >= 3);

        assertThat(changes).hasValue(1);
    }

    @Test
    void readsAtNews() {
        reader.start();
        awaitTargets("a:1");

        source.give("a:1", "b:1");

        awaitTargets("a:1", "b:1");
        assertThat(changes).hasValue(2);
    }

    @Test
    void readsWhenItIsAsked() {
        reader.start();
        await().until(() -> source.reads() == 1);

        reader.readSoon();

        await().until(() -> source.reads() == 2);
    }

    @Test
    void makesOfAHundredNewsAFewReads() {
        reader.start();
        awaitTargets("a:1");

        IntStream.rangeClosed(1, 100).forEach(i -> source.give("a:" + i));

        awaitTargets("a:100");
        assertThat(source.reads()).isLessThan(10);
    }

    @Test
    void keepsWhatWasGoodAndTriesAgainSoonAfterAFailure() {
        reader.start();
        awaitTargets("a:1");

        source.fail("away");

        await().until(() -> reader.view().failures() >= 2);
        assertThat(addresses(reader.view().targets())).containsExactly("a:1");
        assertThat(reader.view().lastError()).isEqualTo("fake: away");
        assertThat(changes).hasValue(1);
    }

    @Test
    void isWellAgainRightAfterTheRepair() {
        source.fail("away");
        reader.start();
        await().until(() -> reader.view().failures() >= 1);

        source.give("b:1");

        awaitTargets("b:1");
        assertThat(reader.view().failures()).isZero();
    }

    @Test
    void countsADefectOfTheSourceAsAFailure() {
        source.answer(() -> {
            throw new IllegalStateException("a defect");
        });
        reader.start();

        await().until(() -> reader.view().lastError().contains("IllegalStateException: a defect"));

        source.give("a:1");
        awaitTargets("a:1");
    }

    @Test
    void believesAHeldAnswerWhenItsTimeIsOverThoughThereIsNoNews() {
        startWithTwenty();

        source.give("a:1");

        await().until(() -> reader.view().held().isPresent());
        assertThat(reader.view().targets()).hasSize(20);
        awaitTargets("a:1");
    }

    @Test
    void believesAHeldAnswerWhenItIsConfirmed() {
        reader = reader(NEVER, new GuardSpec(0.5, 10, NEVER, 1_000, NEVER));
        startWithTwenty();
        source.give("a:1");
        await().until(() -> reader.view().held().isPresent());

        assertThat(reader.confirm()).isTrue();

        assertThat(addresses(reader.view().targets())).containsExactly("a:1");
        assertThat(reader.confirm()).isFalse();
        assertThat(changes).hasValue(2);
    }

    @Test
    void endsItsThreadAndTheSource() {
        source.hang();
        reader.start();
        await().until(() -> source.reads() == 1);

        reader.close();

        assertThat(source.isClosed()).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("a-reader");
    }

    private void startWithTwenty() {
        String[] many = IntStream.range(0, 20).mapToObj(i -> "m:" + i).toArray(String[]::new);
        source.give(many);
        reader.start();
        await().until(() -> reader.view().targets().size() == 20);
    }

    private void awaitTargets(String... expected) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> addresses(reader.view().targets()).equals(List.of(expected)));
    }

    private SourceReader reader(Duration refresh) {
        return reader(refresh, GUARD);
    }

    private SourceReader reader(Duration refresh, GuardSpec guard) {
        Surroundings surroundings = Surroundings.of(Clock.systemUTC(), new SplittableRandom(5));
        return new SourceReader("a-reader", source, refresh, guard, surroundings, changes::incrementAndGet);
    }
}
