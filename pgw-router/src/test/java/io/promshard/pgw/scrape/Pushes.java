package io.promshard.pgw.scrape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusProtobufWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.promshard.pgw.exposition.Expositions;
import io.promshard.pgw.exposition.MetricType;
import io.promshard.pgw.exposition.WireWriter;
import io.promshard.pgw.grouping.GroupingKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * Pushes of all kinds that a gateway can hold, straight to it. A status of 0 is a connection that ended without one, as Pushgateway 1.11.0
 * does where its check fails.
 */
public final class Pushes {

    /** What a text can say: each type, and numbers and texts at the edges. */
    public static final String TEXT = """
            # HELP c_total A counter, "quoted" \\\\ and\\nbroken.
            # TYPE c_total counter
            c_total{x="a\\"b\\\\c\\nd",y=""} 123456789
            c_total{x="é",y="z"} 9007199254740993
            # TYPE g gauge
            g{n="inf"} +Inf
            g{n="minus"} -Inf
            g{n="nan"} NaN
            g{n="tiny"} 5e-324
            g{n="zero"} -0
            g{n="small"} 1e-7
            g{n="big"} 1e21
            g{n="half"} 0.1
            # TYPE s summary
            s{quantile="0.5"} 3
            s{quantile="0.99"} NaN
            s_sum 4.5
            s_count 5
            # TYPE h histogram
            h_bucket{le="0.1"} 2
            h_bucket{le="+Inf"} 5
            h_sum 3
            h_count 5
            # TYPE h_open histogram
            h_open_bucket{le="1"} 2
            h_open_sum 3
            h_open_count 7
            u 1
            """;

    private static final String PROTOBUF =
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Pushes() {}

    /** Puts a text; returns the status. */
    public static int put(URI server, String path, String text) {
        return send("PUT", URI.create(server + path), "text/plain", text.getBytes(UTF_8));
    }

    /** Posts a text; returns the status. */
    public static int post(URI server, String path, String text) {
        return send("POST", URI.create(server + path), "text/plain", text.getBytes(UTF_8));
    }

    /** Puts delimited protobuf; returns the status. */
    public static int put(URI server, String path, byte[] protobuf) {
        return send("PUT", URI.create(server + path), PROTOBUF, protobuf);
    }

    /** Deletes a group; returns the status. */
    public static int delete(URI server, String path) {
        return send("DELETE", URI.create(server + path), "text/plain", new byte[0]);
    }

    private static int send(String method, URI uri, String type, byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofByteArray(body))
                .header("Content-Type", type)
                .build();
        try {
            HttpResponse<Void> answer = CLIENT.send(request, BodyHandlers.discarding());
            return answer.statusCode();
        } catch (ConnectException e) {
            throw new UncheckedIOException(uri.toString(), e);
        } catch (IOException closed) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The path of a group, for a gateway that takes all names. */
    public static String path(GroupingKey key) {
        return "/metrics/job@base64/" + base64(key.byteLabels().getOrDefault("job", ""))
                + key.byteLabels().entrySet().stream()
                        .filter(label -> !label.getKey().equals("job"))
                        .map(label -> "/" + escaped(label.getKey()) + "@base64/" + base64(label.getValue()))
                        .collect(Collectors.joining());
    }

    private static String base64(String bytes) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.getBytes(ISO_8859_1));
        return text.isEmpty() ? "=" : text;
    }

    private static String escaped(String name) {
        if (name.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
            return name;
        }
        StringBuilder escaped = new StringBuilder("U__");
        new String(name.getBytes(ISO_8859_1), UTF_8).codePoints().forEach(point -> {
            boolean plain = point < 0x80 && Character.isLetterOrDigit(point);
            escaped.append(plain ? Character.toString(point) : point == '_' ? "__" : "_%x_".formatted(point));
        });
        return escaped.toString();
    }

    /** What only protobuf can say: native histograms, exemplars, times of creation, names of any alphabet. */
    public static byte[] protobuf() {
        Exemplars exemplars = Exemplars.of(Exemplar.builder()
                .value(0.7)
                .traceId("abc")
                .spanId("def")
                .timestampMillis(1_700_000_000_123L)
                .build());
        MetricSnapshots snapshots = MetricSnapshots.of(
                CounterSnapshot.builder()
                        .name("orders")
                        .help("With an exemplar.")
                        .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                                .value(3)
                                .exemplar(exemplars.get(0))
                                .createdTimestampMillis(1_600_000_000_000L)
                                .build())
                        .build(),
                HistogramSnapshot.builder()
                        .name("latency")
                        .help("Native and classic.")
                        .dataPoint(histogram(exemplars, Labels.of("path", "/a")))
                        .dataPoint(histogram(exemplars, Labels.of("path", "/b")))
                        .build(),
                SummarySnapshot.builder()
                        .name("my.résumé")
                        .dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                                .count(4)
                                .sum(2.5)
                                .quantiles(Quantiles.of(new Quantile(0.5, 0.25)))
                                .labels(Labels.of("service.name", "ü"))
                                .build())
                        .build());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new PrometheusProtobufWriter().write(out, snapshots, EscapingScheme.ALLOW_UTF8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static HistogramDataPointSnapshot histogram(Exemplars exemplars, Labels labels) {
        HistogramDataPointSnapshot.Builder builder = HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(new double[] {1, Double.POSITIVE_INFINITY}, new long[] {5, 4}))
                .nativeSchema(3)
                .nativeZeroCount(1)
                .nativeZeroThreshold(1e-5)
                .nativeBucketsForPositiveValues(NativeHistogramBuckets.of(new int[] {-2, 0, 7}, new long[] {3, 4, 1}));
        builder.sum(12.5)
                .exemplars(exemplars)
                .createdTimestampMillis(1_600_000_000_000L)
                .labels(labels);
        return builder.build();
    }

    /** Gauge histograms and counts that are no whole numbers; as text a Pushgateway 1.11.0 cannot write them. */
    public static byte[] floats() {
        byte[] bucket = new WireWriter(32).decimal(2, 0.5).decimal(4, 1.5).toByteArray();
        byte[] classic = new WireWriter(64)
                .decimal(2, -3.25)
                .bytes(3, bucket, 0, bucket.length)
                .decimal(4, 2.5)
                .toByteArray();
        byte[] span = new WireWriter(8).number(1, 4).number(2, 1).toByteArray();
        byte[] counts = {0, 0, 0, 0, 0, 0, (byte) 0xF8, 0x3F};
        byte[] floating = new WireWriter(64)
                .decimal(2, 7)
                .decimal(4, 2.5)
                .number(5, 6)
                .decimal(6, 1e-9)
                .decimal(8, 1)
                .bytes(12, span, 0, span.length)
                .bytes(14, counts, 0, counts.length)
                .toByteArray();
        return new Expositions()
                .family("waiting", "", MetricType.GAUGE_HISTOGRAM)
                .metric(7, classic, "queue", "q")
                .family("shares", null, MetricType.HISTOGRAM)
                .metric(7, floating)
                .bytes();
    }
}
