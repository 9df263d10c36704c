package io.promshard.query.rim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.client.ScriptedServer;
import io.promshard.query.client.ScriptedServer.Script;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.remote.EncodedSeries;
import io.promshard.query.remote.FramesDecoder;
import io.promshard.query.remote.FramesWriter;
import io.promshard.query.remote.ReadHints;
import io.promshard.query.remote.ReadQuery;
import io.promshard.query.remote.ReadRequest;
import io.promshard.query.remote.ReadRequestCodec;
import io.promshard.query.remote.ResponseType;
import io.promshard.query.remote.SamplesDecoder;
import io.promshard.query.remote.SamplesWriter;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.Slice;
import io.promshard.shard.labels.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Remote read through the router, over shards whose every byte is given: two without the feature label, and one that stores it. */
class RemoteReadTest {

    /** A sample of value 1 at time 5, and a chunk of one sample. */
    private static final Slice SAMPLE =
            Slice.of(new byte[] {0x12, 11, 9, 0, 0, 0, 0, 0, 0, (byte) 0xF0, 0x3F, 0x10, 5});

    private static final Slice CHUNK = Slice.of(new byte[] {0x12, 8, 0x18, 1, 0x22, 4, 0, 1, 10, 77});

    private static final Script FAILS = Script.answer(500, "words that name 10.0.0.1:9090\n");

    private static ScriptedServer a;
    private static ScriptedServer b;
    private static ScriptedServer c;
    private static Router router;

    @BeforeAll
    static void start() {
        a = new ScriptedServer(FAILS);
        b = new ScriptedServer(FAILS);
        c = new ScriptedServer(FAILS);
        router = Router.over(
                new Shard("a", new FeatureLabel.External("a"), List.of(a.replica())),
                new Shard("b", new FeatureLabel.External("b"), List.of(b.replica())),
                new Shard("c", new FeatureLabel.Stored(Set.of("c", "a")), List.of(c.replica())));
    }

    @BeforeEach
    void forget() {
        for (ScriptedServer shard : List.of(a, b, c)) {
            shard.requests().clear();
            shard.now(FAILS);
        }
    }

    @AfterAll
    static void stop() {
        router.close();
        Stream.of(a, b, c).forEach(ScriptedServer::close);
    }

    @ParameterizedTest
    @EnumSource
    void theSeriesOfAllShardsAreOneSortedAnswer(ResponseType type) throws IOException {
        answers(a, type, series(type, "__name__", "up"), series(type, "__name__", "up", "a", "1"));
        answers(b, type, series(type, "__name__", "up"));
        answers(c, type, series(type, "__name__", "up", "cluster", "c"));

        RawAnswer answer = read(type, up());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(type.contentType());
        assertThat(answer.header("Content-Encoding")).isEqualTo(type == ResponseType.SAMPLES ? "snappy" : "");
        assertThat(decoded(type, answer).getFirst())
                .containsExactly(
                        series(type, "__name__", "up", "a", "1", "cluster", "a"),
                        series(type, "__name__", "up", "cluster", "a"),
                        series(type, "__name__", "up", "cluster", "b"),
                        series(type, "__name__", "up", "cluster", "c"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EQUAL     | b    | b
            EQUAL     | a    | a c
            REGEX     | b.*  | b
            NOT_EQUAL | b    | a c
            NOT_REGEX | [ac] | b
            EQUAL     | z    | ''
            """)
    void onlyShardsThatCanHaveSeriesAreAsked(MatchOp op, String value, String asked) throws IOException {
        Stream.of(a, b, c).forEach(shard -> answers(shard, ResponseType.SAMPLES));

        RawAnswer answer = read(ResponseType.SAMPLES, up(new LabelMatcher("cluster", op, value)));

        assertThat(decoded(ResponseType.SAMPLES, answer)).containsExactly(List.of());
        assertThat(Stream.of("a", "b", "c")
                        .filter(name -> !shard(name).requests().isEmpty())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(asked);
    }

    @Test
    void aShardIsAskedWithoutTheLabelThatItDoesNotStoreAndWithAllHints() throws IOException {
        Stream.of(a, c).forEach(shard -> answers(shard, ResponseType.SAMPLES));
        LabelMatcher cluster = new LabelMatcher("cluster", MatchOp.REGEX, "a|c");
        ReadQuery query = up(cluster);

        read(ResponseType.SAMPLES, query);

        assertThat(asked(a)).isEqualTo(new ReadRequest(List.of(up()), ResponseType.SAMPLES));
        assertThat(asked(c)).isEqualTo(new ReadRequest(List.of(query), ResponseType.SAMPLES));
    }

    @Test
    void queriesThatShardsAreNotAskedHaveTheirPlace() throws IOException {
        answers(b, ResponseType.SAMPLES, series(ResponseType.SAMPLES, "__name__", "up"));
        ReadQuery none = new ReadQuery(1, 2, List.of(), Optional.empty());
        LabelMatcher cluster = new LabelMatcher("cluster", MatchOp.EQUAL, "b");

        RawAnswer answer = read(ResponseType.SAMPLES, none, up(cluster));

        assertThat(decoded(ResponseType.SAMPLES, answer))
                .containsExactly(List.of(), List.of(series(ResponseType.SAMPLES, "__name__", "up", "cluster", "b")));
    }

    /** A rule over what is left would be wrong without a word. */
    @ParameterizedTest
    @EnumSource
    void withoutAllShardsThereIsNoAnswer(ResponseType type) throws IOException {
        answers(a, type, series(type, "__name__", "up"));
        answers(c, type);

        RawAnswer answer = read(type, up());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.body()).isEqualTo("shard \"b\" failed: it answered remote read with status 500\n");
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsCutIsNone(ResponseType type) throws IOException {
        byte[] whole = encoded(type, series(type, "__name__", "up"), series(type, "__name__", "up", "i", "1"));
        for (int length = type == ResponseType.SAMPLES ? 0 : 1; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            b.now(connection -> answer(type, cut).run(connection));

            RawAnswer answer = read(type, up(new LabelMatcher("cluster", MatchOp.EQUAL, "b")));

            boolean wholeFrames = type == ResponseType.STREAMED_XOR_CHUNKS && length == whole.length / 2;
            assertThat(answer.status()).as("cut to " + length).isEqualTo(wholeFrames ? 200 : 503);
        }
    }

    @Test
    void anotherFormThanAskedForIsAnError() throws IOException {
        answers(b, ResponseType.SAMPLES);

        RawAnswer answer = read(ResponseType.STREAMED_XOR_CHUNKS, up(new LabelMatcher("cluster", MatchOp.EQUAL, "b")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body())
                .isEqualTo("shard \"b\" failed: it answers remote read in another form than asked for\n");
    }

    @Test
    void aSeriesOfTwoShardsIsAnError() throws IOException {
        answers(a, ResponseType.SAMPLES, series(ResponseType.SAMPLES, "__name__", "up"));
        answers(c, ResponseType.SAMPLES, series(ResponseType.SAMPLES, "__name__", "up", "cluster", "a"));

        RawAnswer answer = read(ResponseType.SAMPLES, up(new LabelMatcher("cluster", MatchOp.EQUAL, "a")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("two series have the same labelset: {__name__=\"up\", cluster=\"a\"}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | 404 page not found                       | 503 | shard "b" failed: it has no remote read
            400 | exceeded sample limit (50000000)         | 422 | shard "b" failed: exceeded sample limit (50000000) there
            400 | snappy: corrupt input from 10.0.0.1:9090 | 503 | shard "b" failed: it answered remote read with status 400
            """)
    void refusalsOfShardsNameNoAddress(int status, String text, int expected, String words) throws IOException {
        b.now(Script.answer(status, text + "\n"));

        RawAnswer answer = read(ResponseType.SAMPLES, up(new LabelMatcher("cluster", MatchOp.EQUAL, "b")));

        assertThat(answer.status()).isEqualTo(expected);
        assertThat(answer.body()).isEqualTo(words + "\n");
    }

    @Test
    void whatIsNoRequestIsRefusedInALineOfText() throws IOException {
        RawAnswer answer = post("no snappy".getBytes(ISO_8859_1));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
        assertThat(answer.body()).isEqualTo("what came is not compressed with Snappy\n");
    }

    @Test
    void readsAreCountedByOutcome() throws IOException {
        read(ResponseType.SAMPLES, up());
        post(new byte[0]);

        try (RawClient client = router.client()) {
            assertThat(client.get("/actuator/prometheus").body())
                    .contains("endpoint=\"read\",outcome=\"unavailable\"}")
                    .contains("endpoint=\"read\",outcome=\"bad_data\"}");
        }
    }

    private static ScriptedServer shard(String name) {
        return name.equals("a") ? a : name.equals("b") ? b : c;
    }

    private static ReadQuery up(LabelMatcher... more) {
        LabelMatcher name = new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.EQUAL, "up");
        ReadHints hints = new ReadHints(0, "rate", 1, 9, List.of("job"), true, 8);
        return new ReadQuery(
                1, 9, Stream.concat(Stream.of(name), Stream.of(more)).toList(), Optional.of(hints));
    }

    private static EncodedSeries series(ResponseType type, String... labels) {
        return type == ResponseType.SAMPLES
                ? new EncodedSeries(Labels.of(labels), List.of(SAMPLE), 1)
                : new EncodedSeries(Labels.of(labels), List.of(CHUNK), 0);
    }

    private static void answers(ScriptedServer shard, ResponseType type, EncodedSeries... series) {
        shard.now(connection -> answer(type, encoded(type, series)).run(connection));
    }

    private static Script answer(ResponseType type, byte[] body) {
        return connection -> {
            ScriptedServer.write(
                    connection,
                    "HTTP/1.1 200 OK\r\nContent-Type: " + type.contentType() + "\r\nContent-Length: " + body.length
                            + "\r\n\r\n");
            ScriptedServer.write(connection, new String(body, ISO_8859_1));
        };
    }

    private static byte[] encoded(ResponseType type, EncodedSeries... series) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<List<EncodedSeries>> results = List.of(List.of(series));
        switch (type) {
            case SAMPLES -> SamplesWriter.write(results, body);
            case STREAMED_XOR_CHUNKS -> FramesWriter.write(results, body);
        }
        return body.toByteArray();
    }

    private static List<List<EncodedSeries>> decoded(ResponseType type, RawAnswer answer) throws IOException {
        byte[] body = answer.body().getBytes(ISO_8859_1);
        // As many queries as there are results, since that many were asked.
        return switch (type) {
            case SAMPLES -> samples(body);
            case STREAMED_XOR_CHUNKS -> FramesDecoder.decode(body, 1);
        };
    }

    private static List<List<EncodedSeries>> samples(byte[] body) throws IOException {
        try {
            return SamplesDecoder.decode(body, 1);
        } catch (MalformedAnswer e) {
            return SamplesDecoder.decode(body, 2);
        }
    }

    /** What the shard was asked last. */
    private static ReadRequest asked(ScriptedServer shard) throws IOException {
        String request = shard.requests().getLast();
        return ReadRequestCodec.decode(
                request.substring(request.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1));
    }

    private static RawAnswer read(ResponseType type, ReadQuery... queries) throws IOException {
        return post(ReadRequestCodec.encode(new ReadRequest(List.of(queries), type)));
    }

    private static RawAnswer post(byte[] body) throws IOException {
        String head = "POST /api/v1/read HTTP/1.1\r\nHost: router\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (RawClient client = router.client()) {
            return client.send(head + new String(body, ISO_8859_1)).read();
        }
    }
}
