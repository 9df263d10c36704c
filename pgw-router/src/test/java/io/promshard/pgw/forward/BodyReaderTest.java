package io.promshard.pgw.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.pgw.forward.BodyReader.Reservation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

    private static final int BUFFERED = 2 * BodyReader.BLOCK;
    private static final int TOTAL = 4 * BodyReader.BLOCK;
    private static final int MAX = 10 * BodyReader.BLOCK;

    private final AtomicLong now = new AtomicLong(1_000_000);
    private final BodyReader bodies = new BodyReader(
            new ForwardSettings(
                    Duration.ofSeconds(1),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    BUFFERED,
                    TOTAL,
                    MAX,
                    Duration.ofSeconds(1)),
            now::get);
    private final Reservation reserved = new Reservation();

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] sent(PushBody body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.entity().writeTo(out);
        return out.toByteArray();
    }

    private PushBody read(byte[] bytes, long length) throws IOException {
        return bodies.read(new ByteArrayInputStream(bytes), length, reserved);
    }

    @Nested
    class OfKnownLength {

        @ParameterizedTest
        @ValueSource(ints = {0, 1, BodyReader.BLOCK, BUFFERED})
        void isKeptUpToTheLimit(int length) throws IOException {
            PushBody body = read(bytes(length), length);

            assertThat(body.repeatable()).isTrue();
            assertThat(body.entity().getContentLength()).isEqualTo(length);
            assertThat(sent(body)).isEqualTo(bytes(length));
            assertThat(sent(body)).isEqualTo(bytes(length));
        }

        @ParameterizedTest
        @ValueSource(ints = {BUFFERED + 1, MAX})
        void isStreamedAboveIt(int length) throws IOException {
            PushBody body = read(bytes(length), length);

            assertThat(body.repeatable()).isFalse();
            assertThat(body.entity().getContentLength()).isEqualTo(length);
            assertThat(sent(body)).isEqualTo(bytes(length));
            assertThat(bodies.left()).isEqualTo(TOTAL);
        }

        @Test
        void isRefusedAboveTheMaximumWithoutReading() {
            InputStream unread = new Failing(new IOException("was read"));

            assertThatThrownBy(() -> bodies.read(unread, MAX + 1, reserved))
                    .isInstanceOfSatisfying(
                            BodyException.class, e -> assertThat(e.status()).isEqualTo(413))
                    .hasMessage("the body is larger than pgw-router.forward.max-body-size, " + MAX + " bytes");
        }

        @Test
        void isRefusedIfItEndsTooSoon() {
            assertThatThrownBy(() -> read(bytes(3), 10))
                    .isInstanceOfSatisfying(
                            BodyException.class, e -> assertThat(e.status()).isEqualTo(400))
                    .hasMessage("the body ended after 3 of 10 bytes");
        }
    }

    @Nested
    class OfUnknownLength {

        @ParameterizedTest
        @ValueSource(ints = {0, 1, BUFFERED - 1})
        void isKeptIfItEndsBelowTheLimit(int length) throws IOException {
            PushBody body = read(bytes(length), -1);

            assertThat(body.repeatable()).isTrue();
            assertThat(sent(body)).isEqualTo(bytes(length));
        }

        @ParameterizedTest
        @ValueSource(ints = {BUFFERED, BUFFERED + 1, MAX})
        void isStreamedFromItsBeginIfItDoesNot(int length) throws IOException {
            PushBody body = read(bytes(length), -1);

            assertThat(body.repeatable()).isFalse();
            assertThat(body.entity().getContentLength()).isEqualTo(-1);
            assertThat(sent(body)).isEqualTo(bytes(length));
        }

        @Test
        void breaksWhenItTurnsOutTooLarge() throws IOException {
            PushBody body = read(bytes(MAX + 1), -1);

            assertThatThrownBy(() -> sent(body))
                    .isInstanceOfSatisfying(
                            BodyException.class, e -> assertThat(e.status()).isEqualTo(413));
        }

        @Test
        void holdsNoMoreOfTheTotalThanItHasBytes() throws IOException {
            read(bytes(10), -1);

            assertThat(bodies.left()).isEqualTo(TOTAL - BodyReader.BLOCK);
        }
    }

    @Nested
    class InTime {

        /** Gives one byte a call. */
        private InputStream trickling(int bytes, int millisEach) {
            return new ByteArrayInputStream(bytes(bytes)) {
                @Override
                public synchronized int read(byte[] into, int offset, int length) {
                    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(length == 0 ? 0 : millisEach));
                    return super.read(into, offset, Math.min(length, 1));
                }
            };
        }

        @Test
        void isOneThatTakesNoLongerThanTheLimit() throws IOException {
            assertThat(bodies.read(trickling(5, 100), 5, reserved).repeatable()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = {6, BUFFERED + 1})
        void isNotOneThatTakesLongerOverAllReads(int length) {
            assertThatThrownBy(() -> sent(bodies.read(trickling(length, 100), length, reserved)))
                    .isInstanceOfSatisfying(
                            BodyException.class, e -> assertThat(e.status()).isEqualTo(408))
                    .hasMessage("the body did not come within pgw-router.forward.body-timeout, 500 ms");
        }

        @Test
        void isOneThatAGatewayTakesSlowly() throws IOException {
            PushBody body = bodies.read(trickling(BUFFERED + 1, 0), BUFFERED + 1, reserved);
            OutputStream slow = new OutputStream() {
                @Override
                public void write(int b) {
                    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
                }
            };

            assertThatCode(() -> body.entity().writeTo(slow)).doesNotThrowAnyException();
        }
    }

    @Nested
    class Total {

        @Test
        void isHeldUntilReleasedOnce() throws IOException {
            read(bytes(BUFFERED), BUFFERED);

            assertThat(bodies.left()).isEqualTo(TOTAL - BUFFERED);

            bodies.release(reserved);
            bodies.release(reserved);

            assertThat(bodies.left()).isEqualTo(TOTAL);
        }

        @Test
        void whatFindsNoRoomIsStreamed() throws IOException {
            read(bytes(BUFFERED), BUFFERED);
            bodies.read(new ByteArrayInputStream(bytes(BUFFERED)), BUFFERED, new Reservation());

            PushBody known = bodies.read(new ByteArrayInputStream(bytes(1)), 1, new Reservation());
            PushBody unknown = bodies.read(new ByteArrayInputStream(bytes(1)), -1, new Reservation());

            assertThat(known.repeatable()).isFalse();
            assertThat(sent(known)).isEqualTo(bytes(1));
            assertThat(unknown.repeatable()).isFalse();
            assertThat(sent(unknown)).isEqualTo(bytes(1));
        }

        @Test
        void isGivenBackByOneThatBreaks() {
            assertThatThrownBy(() -> read(bytes(3), 10)).isInstanceOf(IOException.class);

            bodies.release(reserved);

            assertThat(bodies.left()).isEqualTo(TOTAL);
        }
    }

    @Nested
    class FailureToRead {

        @Test
        void isTheClients() {
            assertThatThrownBy(() -> bodies.read(new Failing(new IOException("reset")), 10, reserved))
                    .isInstanceOfSatisfying(
                            BodyException.class, e -> assertThat(e.status()).isEqualTo(400));
        }

        @Test
        void byTimeIsToldApartHoweverDeepItLies() {
            IOException wrapped = new IOException(new SocketTimeoutException());

            assertThatThrownBy(() -> bodies.read(new Failing(wrapped), 10, reserved))
                    .isInstanceOfSatisfying(
                            BodyException.class, e -> assertThat(e.status()).isEqualTo(408));
        }
    }

    /** Fails at the first read. */
    private static final class Failing extends InputStream {

        private final IOException failure;

        private Failing(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            throw failure;
        }
    }
}
