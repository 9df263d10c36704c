package io.promshard.shard.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LoopTest {

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final List<String> defects = new CopyOnWriteArrayList<>();
    private final AtomicInteger steps = new AtomicInteger();
    private final Loop loop =
            new Loop("a-loop", new Surroundings(Clock.systemUTC(), new SplittableRandom(5), pauses::add));

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void goesOnAfterADefectWithLongerAndLongerPauses(CapturedOutput output) {
        start(step -> {
            if (step < 8) {
                throw new IllegalStateException("a defect");
            }
        });

        await().until(() -> steps.get() > 10);

        assertThat(defects).hasSize(8).containsOnly("a defect of a-loop: java.lang.IllegalStateException: a defect");
        assertThat(pauses).hasSize(8).allMatch(pause -> pause.compareTo(Duration.ofMillis(100)) >= 0);
        assertThat(pauses.stream().max(Duration::compareTo))
                .hasValueSatisfying(pause -> assertThat(pause).isGreaterThan(Duration.ofSeconds(1)));
        assertThat(output.getAll()).containsOnlyOnce("a-loop has a defect and goes on");
    }

    @Test
    void goesOnAfterAnErrorOfTheVirtualMachine(CapturedOutput output) {
        start(step -> {
            if (step == 0) {
                throw new StackOverflowError("too deep");
            }
        });

        await().until(() -> steps.get() > 2);

        assertThat(defects).containsExactly("a defect of a-loop: java.lang.StackOverflowError: too deep");
        assertThat(output.getAll()).contains("a-loop has a defect and goes on");
    }

    @Test
    void saysItAgainIfItWasWellMeanwhile(CapturedOutput output) {
        start(step -> {
            if (step == 0 || step == 2) {
                throw new IllegalStateException("a defect");
            }
        });

        await().until(() -> steps.get() > 3);

        assertThat(output.getAll().split("a-loop has a defect", -1)).hasSize(3);
    }

    /** The step is told how many there were before it. */
    private void start(IntConsumer step) {
        loop.start(() -> step.accept(steps.getAndIncrement()), defects::add);
    }
}
