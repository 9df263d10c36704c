package io.promshard.target.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.promshard.target.discovery.SourceException;
import io.promshard.target.engine.ScriptedEngine.Framing;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.publish.Gzip;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Credentials;
import io.promshard.target.spec.SourceSpec.Deliver;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer that does not come as it was sent: half a list is no list, however well its first half reads. */
@Timeout(60)
class BrokenAnswerTest {

    private static final int TARGETS = 8;
    private static final int PLACES = 40;
    private static final byte[] GOOD = answer(TARGETS, "a");
    private static final byte[] OTHER = answer(TARGETS + 1, "b");

    private final HttpClient client = HttpClient.newHttpClient();
    private ScriptedEngine engine;
    private EngineTargetSource source;
    private List<DiscoveredTarget> before;

    private static byte[] answer(int count, String zone) {
        String targets = IntStream.range(0, count)
                .mapToObj(i -> """
                        {"discoveredLabels": {"__address__": "10.0.0.%d:9100", "zone": "%s"}, "labels": {"zone": "%s"},
                         "scrapePool": "node", "scrapeUrl": "http://10.0.0.%d:9100/metrics", "scrapeInterval": "100y"}\
                        """.formatted(i, zone, zone, i))
                .collect(Collectors.joining(","));
        return ("{\"status\": \"success\", \"data\": {\"activeTargets\": [" + targets + "]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @BeforeEach
    void readOnce() throws Exception {
        engine = new ScriptedEngine();
        source = new EngineTargetSource(
                new SourceSpec.Engine(
                        engine.url(),
                        Credentials.NONE,
                        "node",
                        Deliver.RAW,
                        Duration.ZERO,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10)),
                client);
        engine.body = GOOD;
        before = source.read();
        assertThat(before).hasSize(TARGETS);
    }

    @AfterEach
    void close() throws IOException {
        source.close();
        engine.close();
        client.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"LENGTH, false", "LENGTH, true", "CHUNKS, false", "CHUNKS, true", "CLOSE, false", "CLOSE, true"})
    void anAnswerThatIsCutAnywhereIsNone(Framing framing, boolean zipped) throws Exception {
        engine.framing = framing;
        engine.zipped = zipped;
        engine.body = zipped ? Gzip.of(OTHER) : OTHER;

        for (int place = 0; place < PLACES; place++) {
            engine.sent = place * engine.body.length / PLACES;
            assertThatExceptionOfType(SourceException.class)
                    .as("cut after %d bytes of %d", engine.sent, engine.body.length)
                    .isThrownBy(source::read);
        }
        engine.sent = engine.body.length - 1;
        assertThatExceptionOfType(SourceException.class).isThrownBy(source::read);

        engine.sent = engine.body.length;
        assertThat(source.read()).hasSize(TARGETS + 1);
    }

    @Test
    void anAnswerThatLacksItsLastChunkAloneIsNone() throws Exception {
        engine.framing = Framing.CHUNKS;
        engine.body = (new String(OTHER, StandardCharsets.UTF_8) + ' ').getBytes(StandardCharsets.UTF_8);
        engine.sent = OTHER.length;

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(source::read)
                .withMessageContaining("cannot be read: ");
    }

    @Test
    void aCompressedAnswerThatIsGarbledAnywhereIsNoneOrWhatItWas() throws Exception {
        engine.zipped = true;
        byte[] good = Gzip.of(GOOD);

        for (int place = 0; place < good.length; place++) {
            byte[] garbled = good.clone();
            garbled[place] ^= 0x24;
            engine.body = garbled;
            assertThat(readOr(before)).as("byte %d garbled", place).isSameAs(before);
        }
    }

    private List<DiscoveredTarget> readOr(List<DiscoveredTarget> otherwise) throws InterruptedException {
        try {
            return source.read();
        } catch (SourceException e) {
            return otherwise;
        }
    }

    @Test
    void whatWasReadOfABrokenAnswerIsForgotten() throws Exception {
        engine.body = OTHER;
        engine.sent = OTHER.length - 1;
        assertThatExceptionOfType(SourceException.class).isThrownBy(source::read);

        engine.body = GOOD;
        engine.sent = GOOD.length;

        assertThat(source.read()).isSameAs(before);
    }
}
