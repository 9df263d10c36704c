package io.promshard.shard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LimitedBodyTest {

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final LimitedBody body = new LimitedBody(4, "the answer is longer than");

    @Test
    void takesWhatIsShortEnough() throws Exception {
        receive(2, 2);
        body.onComplete();

        assertThat(body.getBody().toCompletableFuture().get()).hasSize(4);
        assertThat(cancelled).isFalse();
    }

    @Test
    void endsTheTransferOfWhatIsTooLong() {
        receive(2, 3);

        assertThat(cancelled).isTrue();
        assertThatThrownBy(() -> body.getBody().toCompletableFuture().get())
                .hasMessageContaining("the answer is longer than 4 bytes");
    }

    private void receive(int... lengths) {
        body.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        });
        for (int length : lengths) {
            body.onNext(List.of(ByteBuffer.allocate(length)));
        }
    }
}
