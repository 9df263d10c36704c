package io.promshard.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
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
import io.promshard.shard.http.Towards;
import io.promshard.shard.labels.Labels;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was written to a Prometheus, read raw: to the bit, and without the external labels that it adds. */
@RealServers(ServerKind.PROMETHEUS)
class RemoteReadIT {

    private static final long START = 1_735_689_600_000L;
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);
    private static final HttpShardSettings SETTINGS = new HttpShardSettings(
            Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(30), 64 << 20, false);
    private static final Optional<Label> NOTHING = Optional.empty();

    private static final String CONFIGURATION = "global: {external_labels: {zone: z, replica: r1}}\n";
    private static final String OWN = "prometheus_http_request_duration_seconds";
    private static final JsonMapper JSON = new JsonMapper();

    private static PrometheusServer prometheus;
    private static ScheduledExecutorService timer;
    private static HttpShardClient client;
    private static RemoteRead remoteRead;

    @BeforeAll
    static void start(Servers servers) throws Exception {
        prometheus = servers.prometheus(
                CONFIGURATION,
                Start.PLAIN.with(
                        "--web.enable-remote-write-receiver",
                        "--enable-feature=native-histograms",
                        "--storage.remote.read-sample-limit=1000"));
        timer = Executors.newSingleThreadScheduledExecutor();
        client = new HttpShardClient(SETTINGS, Towards.ANYBODY, timer);
        remoteRead = new RemoteRead(new FirstAnsweringReplica(client, replica -> true));
        // First, as a server takes nothing that is an hour older than its newest.
        write(Labels.of("__name__", "h", "k", "custom"), customs());
        write(Labels.of("__name__", "h", "k", "exponential"), exponentials());
        write(data());
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
        for (int kind = 0; kind < 3; kind++) {
            all.add(new OracleSeries(Labels.of("__name__", "random" + kind), random(kind)));
        }
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
        -0.0,
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
                new CustomSample(START, 12, List.of(-1.0, 5.125, 1e9), List.of(1.0, 2.0, 3.0, 0.25)),
                new FloatSample(START + 1000, 7),
                new CustomSample(START + 2000, 13, List.of(-1.0, 5.125, 1e9), List.of(1.0, 2.0, 4.0, 0.5)));
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

    /** Compared with the API, which prints buckets with bounds. */
    @Test
    void histogramsOfWholeNumbersAreThoseOfTheApi(Servers servers) throws Exception {
        PrometheusServer itself =
                servers.prometheus(CONFIGURATION, Start.PLAIN.with("--enable-feature=native-histograms"));
        itself.reconfigure(CONFIGURATION + """
            scrape_configs:
            - job_name: itself
              scrape_interval: 200ms
              scrape_timeout: 200ms
              static_configs: [{targets: ['%s']}]
            """.formatted(itself.address()));
        await().atMost(Duration.ofSeconds(30)).until(() -> printed(itself).size() >= 8);
        JsonNode printed = printed(itself);
        long end = millis(printed.get(printed.size() - 1));
        LabelMatcher name = new LabelMatcher("__name__", MatchOp.EQUAL, OWN);
        LabelMatcher handler = new LabelMatcher("handler", MatchOp.EQUAL, "/api/v1/query");
        ReadQuery query = new ReadQuery(millis(printed.get(0)), end, List.of(name, handler), Optional.empty());
        RawSeries read = remoteRead
                .read(shard(itself), query, NOTHING, allowance(1 << 20), 1000)
                .getFirst();

        // The API does not print that a scrape failed.
        int[] scraped =
                IntStream.range(0, read.size()).filter(i -> !read.isStale(i)).toArray();
        assertThat(scraped).hasSize(printed.size());
        for (int i = 0; i < scraped.length; i++) {
            assertThat(read.time(scraped[i])).isEqualTo(millis(printed.get(i)));
            compare(
                    read.histogram(scraped[i]).orElseThrow().toFloatHistogram(),
                    printed.get(i).get(1));
        }
    }

    private static JsonNode printed(PrometheusServer server) throws Exception {
        String query = URLEncoder.encode(OWN + "{handler=\"/api/v1/query\"}[5m]", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/api/v1/query?query=" + query))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return JSON.readTree(body).at("/data/result/0/histograms");
        }
    }

    private static long millis(JsonNode point) {
        return Math.round(point.get(0).asDouble() * 1000);
    }

    private static void compare(FloatHistogram histogram, JsonNode printed) {
        List<HistogramBucket> buckets = histogram.buckets().stream()
                .filter(bucket -> bucket.count() != 0)
                .toList();
        assertThat(histogram.count()).isEqualTo(number(printed.get("count")));
        assertThat(histogram.sum()).isEqualTo(number(printed.get("sum")));
        assertThat(buckets).hasSize(printed.get("buckets").size());
        for (int i = 0; i < buckets.size(); i++) {
            JsonNode bucket = printed.get("buckets").get(i);
            assertThat(buckets.get(i).boundaries()).isEqualTo(bucket.get(0).asInt());
            assertThat(buckets.get(i).lower()).isCloseTo(number(bucket.get(1)), Percentage.withPercentage(1e-12));
            assertThat(buckets.get(i).upper()).isCloseTo(number(bucket.get(2)), Percentage.withPercentage(1e-12));
            assertThat(buckets.get(i).count()).isEqualTo(number(bucket.get(3)));
        }
    }

    private static double number(JsonNode text) {
        return Double.parseDouble(text.asString());
    }

    @Test
    void customBucketsAndFloatsBetweenThemComeByTime() throws IOException {
        RawSeries series = readOne("h", "custom");
        NativeHistogram last = series.histogram(2).orElseThrow();

        assertThat(series.size()).isEqualTo(3);
        assertThat(series.histogram(1)).isEmpty();
        assertThat(series.value(1)).isEqualTo(7);
        assertThat(last.hasCustomBounds()).isTrue();
        assertThat(last.bounds()).containsExactly(-1.0, 5.125, 1e9);
        assertThat(last.positive())
                .containsExactly(new Bucket(0, 1), new Bucket(1, 2), new Bucket(2, 4), new Bucket(3, 0.5));
        assertThat(last.sum()).isEqualTo(13);
    }

    /** Over many chunks, with numbers and pauses of all sizes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void samplesWithinTheTimesAskedForAreThoseThatWereWritten(int kind) throws IOException {
        List<Sample> written = random(kind);
        for (int[] range : new int[][] {{0, 399}, {130, 131}, {7, 350}, {399, 399}}) {
            long start = written.get(range[0]).millis();
            long end = written.get(range[1]).millis();
            RawSeries series = remoteRead
                    .read(
                            shard(),
                            new ReadQuery(start, end, query("random" + kind).matchers(), Optional.empty()),
                            NOTHING,
                            allowance(1 << 20),
                            1000)
                    .getFirst();

            assertThat(series.size()).isEqualTo(range[1] - range[0] + 1);
            for (int i = 0; i < series.size(); i++) {
                FloatSample expected = (FloatSample) written.get(range[0] + i);
                assertThat(series.time(i)).isEqualTo(expected.millis());
                assertThat(Double.doubleToRawLongBits(series.value(i)))
                        .isEqualTo(Double.doubleToRawLongBits(expected.value()));
            }
        }
    }

    private static List<Sample> random(int kind) {
        Random random = new Random(kind);
        List<Sample> samples = new ArrayList<>();
        long time = START;
        for (int i = 0; i < 400; i++) {
            time += kind == 0 ? 15_000 : 1 + (random.nextLong() >>> (48 + random.nextInt(15)));
            time += i == 150 ? 600_000 : i == 250 ? 200_000 : 0;
            double value = kind < 2 ? i : Double.longBitsToDouble(random.nextLong() & 0x7FEF_FFFF_FFFF_FFFFL);
            samples.add(new FloatSample(time, value));
        }
        return samples;
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
        assertThat(answer.getFirst().stream().map(series -> series.labels().get("k")))
                .containsExactlyInAnyOrder("exponential", "custom");
    }

    @Test
    void moreThanMayComeIsTooLarge() {
        assertThatThrownBy(() -> remoteRead.read(shard(), query("odd"), NOTHING, allowance(1 << 20), 8))
                .isInstanceOf(ShardFailure.TooLarge.class)
                .hasMessage("exceeded sample limit (8)");
        assertThatThrownBy(() -> remoteRead.read(shard(), query("odd"), NOTHING, allowance(150), 1000))
                .isInstanceOf(ShardFailure.TooLarge.class)
                .hasMessage("the query has read more than 150 bytes of all shards");
        ReadRequest many = new ReadRequest(List.of(query("many")), ResponseType.SAMPLES);
        assertThatThrownBy(() -> remoteRead.encoded(shard(), many, NOTHING, allowance(1 << 20), 5000))
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
        return shard(prometheus);
    }

    private static Shard shard(PrometheusServer server) {
        Replica replica = new Replica("a", server.url(), Optional.of(Set.of("zone", "replica")));
        return new Shard("a", new FeatureLabel.Stored(Set.of("")), List.of(replica));
    }

    private static Allowance allowance(long bytes) {
        return new Allowance(Deadline.after(Duration.ofSeconds(20), System::nanoTime), bytes);
    }
}
