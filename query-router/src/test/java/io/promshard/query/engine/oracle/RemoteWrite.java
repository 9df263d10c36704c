package io.promshard.query.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.engine.oracle.OracleSeries.CustomSample;
import io.promshard.query.engine.oracle.OracleSeries.ExponentialSample;
import io.promshard.query.engine.oracle.OracleSeries.FloatSample;
import io.promshard.query.engine.oracle.OracleSeries.Sample;
import io.promshard.query.engine.oracle.OracleSeries.StaleSample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.SortedMap;

/**
 * A write to a Prometheus.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/prompb/types.proto">types.proto</a>
 */
public final class RemoteWrite {

    private static final int CUSTOM_SCHEMA = -53;
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    private RemoteWrite() {}

    /** Writes them all. Of a message's samples a server takes the floats first, so no message has both kinds of a series. */
    public static void send(List<OracleSeries> all, URI server, HttpClient client) {
        List<OracleSeries> rest = all;
        while (!rest.isEmpty()) {
            write(rest.stream().map(RemoteWrite::ofOneKind).toList(), server, client);
            rest = rest.stream()
                    .map(series -> new OracleSeries(
                            series.labels(),
                            series.samples()
                                    .subList(
                                            ofOneKind(series).samples().size(),
                                            series.samples().size())))
                    .filter(series -> !series.samples().isEmpty())
                    .toList();
        }
    }

    /** The series up to where histograms follow floats, or floats histograms. */
    private static OracleSeries ofOneKind(OracleSeries series) {
        List<Sample> samples = series.samples();
        int end = 1;
        while (end < samples.size() && isFloat(samples.get(end)) == isFloat(samples.getFirst())) {
            end++;
        }
        return new OracleSeries(series.labels(), samples.subList(0, end));
    }

    private static boolean isFloat(Sample sample) {
        return sample instanceof FloatSample || sample instanceof StaleSample;
    }

    private static void write(List<OracleSeries> all, URI server, HttpClient client) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/write"))
                .header("Content-Encoding", "snappy")
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(all)))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Compressed. */
    public static byte[] body(List<OracleSeries> all) {
        Protobuf request = new Protobuf();
        all.forEach(series -> request.message(1, series(series)));
        return request.toSnappy();
    }

    private static Protobuf series(OracleSeries series) {
        Protobuf message = new Protobuf();
        for (int i = 0; i < series.labels().size(); i++) {
            message.message(
                    1,
                    new Protobuf()
                            .text(1, series.labels().name(i))
                            .text(2, series.labels().value(i)));
        }
        for (Sample sample : series.samples()) {
            switch (sample) {
                case FloatSample point ->
                    message.message(2, new Protobuf().fixed(1, point.value()).number(2, point.millis()));
                case StaleSample end ->
                    message.message(2, new Protobuf().fixed(1, STALE).number(2, end.millis()));
                case ExponentialSample histogram -> message.message(4, exponential(histogram));
                case CustomSample histogram -> message.message(4, custom(histogram));
            }
        }
        return message;
    }

    private static Protobuf exponential(ExponentialSample sample) {
        double above = total(sample.positive());
        double below = total(sample.negative());
        Protobuf message = new Protobuf()
                .fixed(2, above + below + sample.zeroCount())
                .fixed(3, 1.5 * above - 2 * below)
                .signed(4, sample.schema())
                .fixed(5, sample.zeroThreshold())
                .fixed(7, sample.zeroCount());
        buckets(message, 8, sample.negative());
        buckets(message, 11, sample.positive());
        return message.number(15, sample.millis());
    }

    static double total(SortedMap<Integer, Integer> counts) {
        return counts.values().stream().mapToDouble(count -> count).sum();
    }

    /** Spans, and two fields further the counts. */
    private static void buckets(Protobuf message, int field, SortedMap<Integer, Integer> counts) {
        int next = 0;
        for (int index : counts.keySet()) {
            message.message(field, span(index - next));
            next = index + 1;
        }
        message.packed(
                field + 2, counts.values().stream().map(Integer::doubleValue).toList());
    }

    private static Protobuf span(int offset) {
        return new Protobuf().signed(1, offset).number(2, 1);
    }

    private static Protobuf custom(CustomSample sample) {
        double count = sample.counts().stream().mapToDouble(x -> x).sum();
        return new Protobuf()
                .fixed(2, count)
                .fixed(3, sample.sum())
                .signed(4, CUSTOM_SCHEMA)
                .message(
                        11,
                        new Protobuf().signed(1, 0).number(2, sample.counts().size()))
                .packed(13, sample.counts())
                .number(15, sample.millis())
                .packed(16, sample.bounds());
    }
}
