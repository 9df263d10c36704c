package io.promshard.target.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a source keeps to that asks others, who may not answer. */
public interface MayHangContract extends SourceFixture {

    /** From now on a question is not answered. */
    void hang() throws Exception;

    /** How long a read may take then. */
    Duration timeLimit();

    @Test
    default void failsIfNobodyAnswersInTime() throws Exception {
        give("10.0.0.1:9100");
        hang();
        long start = System.nanoTime();

        assertThatThrownBy(() -> source().read())
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("within " + timeLimit().toMillis() + " ms");

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(timeLimit().plusSeconds(2));
    }

    @Test
    default void endsWhenItIsInterrupted() throws Exception {
        give("10.0.0.1:9100");
        hang();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            try {
                outcome.complete(new AssertionError("it answered " + source().read()));
            } catch (SourceException | InterruptedException e) {
                outcome.complete(e);
            }
        });

        reader.interrupt();

        assertThat(outcome).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(InterruptedException.class);
    }
}
