package io.promshard.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.client.guard.FirstAnsweringReplica;
import io.promshard.query.client.http.HttpShardClient;
import io.promshard.query.client.http.HttpShardSettings;
import io.promshard.query.engine.oracle.OracleSeries;
import io.promshard.query.engine.oracle.OracleSeries.CustomSample;
import io.promshard.query.engine.oracle.OracleSeries.ExponentialSample;
import io.promshard.query.engine.oracle.OracleSeries.FloatSample;
import io.promshard.query.engine.oracle.OracleSeries.Sample;
import io.promshard.query.engine.oracle.RemoteWrite;
import io.promshard.query.model.CounterReset;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.model.NativeHistogram;
import io.promshard.query.model.NativeHistogram.Bucket;
import io.promshard.query.remote.EncodedSeries;
import io.promshard.query.remote.RawSeries;
import io.promshard.query.remote.ReadQuery;
import io.promshard.query.remote.ReadRequest;
import io.promshard.query.remote.ResponseType;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.MalformedAnswer;
import io.promshard.shard.labels.Labels;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What was written to a Prometheus, read raw: to the bit, and without the external labels that it adds. */
@RealServers(ServerKind.PROMETHEUS)
class RemoteReadIT {

    private static final long START = 1_735_689_600_000L;
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);
    private static final HttpShardSettings SETTINGS = new HttpShardSettings(
            Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(30), 64 << 20, false);
    private static final Optional<Label> NOTHING = Optional.empty();

    private static PrometheusServer prometheus;
    private static ScheduledExecutorService timer;
    private static HttpShardClient client;
    private static RemoteRead remoteRead;

    @BeforeAll
    static void start(Servers servers) throws Exception {
        prometheus = servers.prometheus(
                "global: {external_labels: {zone: z, replica: r1}}",
                Start.PLAIN.with(
                        "--web.enable-remote-write-receiver",
                        "--enable-feature=native-histograms",
                        "--storage.remote.read-sample-limit=1000"));
        timer = Executors.newSingleThreadScheduledExecutor();
        client = new HttpShardClient(SETTINGS, timer);
        remoteRead = new RemoteRead(new FirstAnsweringReplica(client, replica -> true));
        write(data());
        write(Labels.of("__name__", "h", "k", "custom"), customs());
        write(Labels.of("__name__", "h", "k", "exponential"), exponentials());
    }

    @AfterAll
    static void stop() {
        client.close();
        timer.shutdownNow();
    }

    private static List<OracleSeries> data() {
        List<OracleSeries> all = new ArrayList<>();
        List<Sample> odd = new ArrayList<>();
        for (double value : ODD) {
            odd.add(new FloatSample(START + odd.size() * 1000L, value));
        }
        all.add(new OracleSeries(Labels.of("__name__", "odd", "k", "größe"), odd));
        all.add(new OracleSeries(Labels.of("__name__", "negative_zero"), List.of(new FloatSample(START, -0.0))));
        all.add(stored("none"));
        all.add(stored("same", "zone", "z"));
        all.add(stored("other", "zone", "y"));
        all.add(stored("both", "zone", "z", "replica", "r1"));
        for (int i = 0; i < 30; i++) {
            List<Sample> many = new ArrayList<>();
            for (int j = 0; j < 50; j++) {
                many.add(new FloatSample(START + j * 1000L, i + j));
            }
            all.add(new OracleSeries(Labels.of("__name__", "many", "i", Integer.toString(i)), many));
        }
        return all;
    }

    /** One by one, as a server takes the floats of a write before its histograms. */
    private static void write(Labels labels, List<Sample> samples) throws Exception {
        for (Sample sample : samples) {
            write(List.of(new OracleSeries(labels, List.of(sample))));
        }
    }

    private static final double[] ODD = {
        1.5,
        Double.NaN,
        STALE,
        Double.longBitsToDouble(0x7ff8000000000001L),
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0,
        Double.MIN_VALUE,
        Double.MAX_VALUE
    };

    private static OracleSeries stored(String k, String... more) {
        Map<String, String> labels = new TreeMap<>(Map.of("__name__", "m", "k", k));
        for (int i = 0; i < more.length; i += 2) {
            labels.put(more[i], more[i + 1]);
        }
        return new OracleSeries(Labels.of(labels), List.of(new FloatSample(START, 1)));
    }

    private static List<Sample> exponentials() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            samples.add(new ExponentialSample(
                    START + i * 1000L,
                    2,
                    0.001,
                    i,
                    new TreeMap<>(Map.of(-7, 2 + i, -6, 1, 3, 4)),
                    new TreeMap<>(Map.of(0, 1, 9, 2))));
        }
        samples.add(new FloatSample(START + 3000, STALE));
        return samples;
    }

    private static List<Sample> customs() {
        return List.of(
                new CustomSample(START, 12, List.of(-1.0, 5.0), List.of(1.0, 2.0, 3.0)),
                new FloatSample(START + 1000, 7),
                new CustomSample(START + 2000, 13, List.of(-1.0, 5.0), List.of(1.0, 2.0, 4.0)));
    }

    private static void write(List<OracleSeries> data) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(prometheus.url().resolve("/api/v1/write"))
                .header("Content-Encoding", "snappy")
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(RemoteWrite.body(data)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        }
    }

    @Test
    void floatsKeepTheirBits() throws IOException {
        RawSeries odd = read("odd").getFirst();

        assertThat(odd.labels()).isEqualTo(Labels.of("__name__", "odd", "k", "größe"));
        assertThat(odd.size()).isEqualTo(ODD.length);
        for (int i = 0; i < ODD.length; i++) {
            assertThat(odd.time(i)).isEqualTo(START + i * 1000L);
            assertThat(Double.doubleToRawLongBits(odd.value(i))).isEqualTo(Double.doubleToRawLongBits(ODD[i]));
            assertThat(odd.isStale(i)).isEqualTo(i == 2);
            assertThat(odd.histogram(i)).isEmpty();
        }
    }

    /** Servers leave a zero out of a message, and take the negative one for one. Chunks have it. */
    @Test
    void aNegativeZeroComesAsZero() throws IOException {
        assertThat(Double.doubleToRawLongBits(read("negative_zero").getFirst().value(0)))
                .isZero();
    }

    @Test
    void exponentialHistogramsHaveSchemaBucketsAndWhatIsKnownOfResets() throws IOException {
        RawSeries series = readOne("h", "exponential");
        NativeHistogram second = series.histogram(1).orElseThrow();

        assertThat(series.size()).isEqualTo(4);
        assertThat(second.schema()).isEqualTo(2);
        assertThat(second.zeroThreshold()).isEqualTo(0.001);
        assertThat(second.zeroCount()).isEqualTo(1);
        assertThat(second.count()).isEqualTo(12);
        assertThat(second.positive()).containsExactly(new Bucket(-7, 3), new Bucket(-6, 1), new Bucket(3, 4));
        assertThat(second.negative()).containsExactly(new Bucket(0, 1), new Bucket(9, 2));
        assertThat(second.counterReset()).isEqualTo(CounterReset.NONE);
        assertThat(series.histogram(0).orElseThrow().counterReset()).isEqualTo(CounterReset.UNKNOWN);
        assertThat(series.isStale(3)).isTrue();
    }

    /** Rather than with bounds of nobody: these servers leave them out of their messages. */
    @Test
    void customBucketsAreAnError() {
        LabelMatcher custom = new LabelMatcher("k", MatchOp.EQUAL, "custom");

        assertThatThrownBy(() -> read("h", custom))
                .isInstanceOf(MalformedAnswer.class)
                .hasMessage("a histogram has no bounds for its buckets");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EQUAL     | z   | both same
            EQUAL     | y   | other
            EQUAL     | ''  | none
            NOT_EQUAL | z   | none other
            REGEX     | [zy] | both other same
            NOT_REGEX | .+  | none
            """)
    void matchersSeeStoredLabelsAlone(MatchOp op, String zone, String expected) throws IOException {
        List<RawSeries> found = read("m", new LabelMatcher("zone", op, zone));

        assertThat(found.stream().map(series -> series.labels().get("k")).sorted())
                .containsExactly(expected.split(" ", -1));
    }

    @Test
    void seriesHaveTheLabelsThatAreStored() throws IOException {
        assertThat(read("m").stream().map(RawSeries::labels))
                .containsExactlyInAnyOrder(
                        Labels.of("__name__", "m", "k", "none"),
                        Labels.of("__name__", "m", "k", "same", "zone", "z"),
                        Labels.of("__name__", "m", "k", "other", "zone", "y"),
                        Labels.of("__name__", "m", "k", "both", "zone", "z", "replica", "r1"));
    }

    @Test
    void theLabelOfTheShardIsPutBack() throws IOException {
        Optional<Label> zone = Optional.of(new Label("zone", "east"));

        assertThat(remoteRead.read(shard(), query("m"), zone, allowance(1 << 20), 1000).stream()
                        .map(RawSeries::labels))
                .contains(
                        Labels.of("__name__", "m", "k", "none", "zone", "east"),
                        Labels.of("__name__", "m", "k", "both", "zone", "east", "replica", "r1"));
    }

    @ParameterizedTest
    @EnumSource
    void seriesThatAreNotDecodedAreTheSame(ResponseType type) throws IOException {
        List<ReadQuery> queries = List.of(query("h"), query("nosuch"), query("m"));
        List<List<EncodedSeries>> answer =
                remoteRead.encoded(shard(), new ReadRequest(queries, type), NOTHING, allowance(1 << 20), 1000);

        assertThat(answer.stream().map(List::size)).containsExactly(2, 0, 4);
        assertThat(answer.getFirst())
                .extracting(series -> series.labels().get("k"), EncodedSeries::samples)
                .containsExactlyInAnyOrder(tuple("exponential", 4L), tuple("custom", 3L));
    }

    @Test
    void moreThanMayComeIsTooLarge() {
        assertThatThrownBy(() -> remoteRead.read(shard(), query("odd"), NOTHING, allowance(1 << 20), 8))
                .isInstanceOf(ShardFailure.TooLarge.class)
                .hasMessage("exceeded sample limit (8)");
        assertThatThrownBy(() -> remoteRead.read(shard(), query("odd"), NOTHING, allowance(150), 1000))
                .isInstanceOf(ShardFailure.TooLarge.class)
                .hasMessage("the query has read more than 150 bytes of all shards");
        assertThatThrownBy(() -> remoteRead.read(shard(), query("many"), NOTHING, allowance(1 << 20), 5000))
                .isInstanceOf(ShardFailure.TooLarge.class)
                .hasMessage("exceeded sample limit (1000) there");
    }

    @Test
    void aServerThatHasNotToldItsExternalLabelsIsNotAsked() {
        Shard unknown = new Shard(
                "a", new FeatureLabel.External("a"), List.of(new Replica("a", prometheus.url(), Optional.empty())));

        assertThatThrownBy(() -> remoteRead.read(unknown, query("m"), NOTHING, allowance(1 << 20), 1000))
                .isInstanceOf(ShardFailure.Unreachable.class)
                .hasMessage("it has not told its external labels yet");
    }

    private static List<RawSeries> read(String name, LabelMatcher... more) throws IOException {
        return remoteRead.read(shard(), query(name, more), NOTHING, allowance(1 << 20), 1000);
    }

    private static RawSeries readOne(String name, String k) throws IOException {
        return read(name, new LabelMatcher("k", MatchOp.EQUAL, k)).getFirst();
    }

    private static ReadQuery query(String name, LabelMatcher... more) {
        List<LabelMatcher> matchers = new ArrayList<>(List.of(more));
        matchers.add(new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.EQUAL, name));
        return new ReadQuery(START, START + 60_000, matchers, Optional.empty());
    }

    private static Shard shard() {
        Replica replica = new Replica("a", prometheus.url(), Optional.of(Set.of("zone", "replica")));
        return new Shard("a", new FeatureLabel.Stored(Set.of("")), List.of(replica));
    }

    private static Allowance allowance(long bytes) {
        return new Allowance(Deadline.after(Duration.ofSeconds(20), System::nanoTime), bytes);
    }
}
