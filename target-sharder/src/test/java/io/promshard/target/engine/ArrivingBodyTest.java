package io.promshard.target.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ArrivingBodyTest {

    private final Sender sender = new Sender();
    private final ArrivingBody body = new ArrivingBody(10_000, Duration.ofSeconds(10));

    /** The client's side. */
    private static final class Sender implements Subscription {
        private long requested;
        private boolean cancelled;

        @Override
        public void request(long more) {
            requested += more;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private static List<ByteBuffer> pieces(String... texts) {
        return Stream.of(texts)
                .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private InputStream stream() {
        return body.getBody().toCompletableFuture().join();
    }

    private String text() throws IOException {
        return new String(stream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void givesWhatArrivesInItsOrder() throws Exception {
        body.onSubscribe(sender);
        body.onNext(pieces("he", "ll"));
        body.onNext(pieces("o"));
        body.onComplete();

        assertThat((char) stream().read()).isEqualTo('h');
        assertThat(text()).isEqualTo("ello");
        assertThat(stream().read()).isEqualTo(-1);
        body.finish();
    }

    @Test
    void isReadWhileItArrives() throws Exception {
        body.onSubscribe(sender);
        body.onNext(pieces("first"));

        assertThat(stream().readNBytes(5)).asString().isEqualTo("first");
        Thread reader = Thread.ofVirtual().start(() -> body.onNext(pieces("second")));
        assertThat(stream().readNBytes(6)).asString().isEqualTo("second");
        reader.join();
    }

    @Test
    void asksForMoreAsItIsReadAndNoMore() throws Exception {
        body.onSubscribe(sender);
        long window = sender.requested;
        body.onNext(pieces("a"));
        body.onNext(pieces("b"));

        assertThat(sender.requested).isEqualTo(window).isLessThan(1_000);
        stream().readNBytes(2);
        assertThat(sender.requested).isEqualTo(window + 2);
    }

    @Test
    void finishesOnlyWhatEndsWell() {
        body.onSubscribe(sender);
        body.onNext(pieces("whatever"));
        body.onError(new IOException("cut"));

        assertThatExceptionOfType(IOException.class).isThrownBy(body::finish).withMessage("cut");
        assertThatExceptionOfType(IOException.class).isThrownBy(body::check).withMessage("cut");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> stream().read())
                .withMessage("cut");
    }

    @Test
    void endsATransferThatIsTooLong() {
        body.onSubscribe(sender);
        body.onNext(pieces("x".repeat(10_000)));
        assertThat(sender.cancelled).isFalse();

        body.onNext(pieces("y"));

        assertThat(sender.cancelled).isTrue();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(body::finish)
                .withMessage("the answer is larger than 10000 bytes");
    }

    @Test
    void waitsNoLongerThanItsTime() {
        ArrivingBody late = new ArrivingBody(10_000, Duration.ofMillis(50));
        late.onSubscribe(sender);
        late.onNext(pieces("begun"));

        assertThatThrownBy(late::finish).isInstanceOf(HttpTimeoutException.class);
        assertThat(late.left()).isZero();
    }

    @Test
    void canBeInterrupted() {
        body.onSubscribe(sender);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> stream().read()).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void endsTheTransferWhenNobodyReadsAnyMore() {
        body.onSubscribe(sender);

        body.close();

        assertThat(sender.cancelled).isTrue();
    }
}
