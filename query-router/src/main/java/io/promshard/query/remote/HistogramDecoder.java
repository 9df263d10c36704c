package io.promshard.query.remote;

import io.promshard.query.model.CounterReset;
import io.promshard.query.model.NativeHistogram;
import io.promshard.query.model.NativeHistogram.Bucket;
import io.promshard.query.wire.MalformedAnswer;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes a native histogram. Its buckets come as spans of neighbours and a list of counts: whole ones, each as its difference to
 * the one before, or floating-point ones. Used by one thread.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/prompb/types.proto">Histogram in types.proto</a>
 */
final class HistogramDecoder {

    /** More than any server has, and little enough for memory: a span says how many buckets there are in a few bytes. */
    private static final int MOST_BUCKETS = 1 << 16;

    /** By their numbers on the wire. */
    private static final List<CounterReset> RESETS =
            List.of(CounterReset.UNKNOWN, CounterReset.RESET, CounterReset.NONE, CounterReset.GAUGE);

    private long millis;
    private CounterReset counterReset = CounterReset.UNKNOWN;
    private int schema;
    private double zeroThreshold;
    private double zeroCount;
    private double count;
    private double sum;
    private final Side negative = new Side();
    private final Side positive = new Side();
    private final List<Double> bounds = new ArrayList<>();

    private HistogramDecoder() {}

    /** A histogram and its time. */
    record Timed(long millis, NativeHistogram histogram) {}

    static Timed decode(ProtobufReader in) throws MalformedAnswer {
        HistogramDecoder decoder = new HistogramDecoder();
        while (in.next()) {
            decoder.read(in);
        }
        return decoder.timed();
    }

    private void read(ProtobufReader in) throws MalformedAnswer {
        switch (in.field()) {
            case 1 -> count = unsigned(in.number());
            case 2 -> count = in.float64();
            case 3 -> sum = in.float64();
            case 4 -> schema = (int) in.signed();
            case 5 -> zeroThreshold = in.float64();
            case 6 -> zeroCount = unsigned(in.number());
            case 7 -> zeroCount = in.float64();
            case 8 -> negative.spans.add(span(in.message()));
            case 9 -> deltas(in, negative);
            case 10 -> floats(in, negative.counts);
            case 11 -> positive.spans.add(span(in.message()));
            case 12 -> deltas(in, positive);
            case 13 -> floats(in, positive.counts);
            case 14 -> counterReset = counterReset(in.number());
            case 15 -> millis = in.number();
            case 16 -> floats(in, bounds);
            default -> in.skip();
        }
    }

    private Timed timed() throws MalformedAnswer {
        // Prometheus 3.5.3 and older leave them out of their messages.
        if (schema == NativeHistogram.CUSTOM_SCHEMA && bounds.isEmpty() && !positive.counts.isEmpty()) {
            throw new MalformedAnswer("a histogram has no bounds for its buckets");
        }
        return new Timed(
                millis,
                new NativeHistogram(
                        counterReset,
                        schema,
                        zeroThreshold,
                        zeroCount,
                        count,
                        sum,
                        positive.buckets(),
                        negative.buckets(),
                        bounds));
    }

    private static double unsigned(long number) {
        return number >= 0 ? number : (number >>> 1) * 2.0;
    }

    private static CounterReset counterReset(long number) {
        return number >= 0 && number < RESETS.size() ? RESETS.get((int) number) : CounterReset.UNKNOWN;
    }

    /** Buckets that lie next to each other. */
    private record Span(int offset, long length) {}

    private static Span span(ProtobufReader in) throws MalformedAnswer {
        long offset = 0;
        long length = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> offset = in.signed();
                case 2 -> length = in.number();
                default -> in.skip();
            }
        }
        return new Span((int) offset, length);
    }

    private static void floats(ProtobufReader in, List<Double> all) throws MalformedAnswer {
        if (!in.isBytes()) {
            all.add(in.float64());
            return;
        }
        ProtobufReader packed = in.message();
        while (packed.hasMore()) {
            all.add(packed.nextFloat64());
        }
    }

    private static void deltas(ProtobufReader in, Side side) throws MalformedAnswer {
        if (!in.isBytes()) {
            side.addDelta(in.signed());
            return;
        }
        ProtobufReader packed = in.message();
        while (packed.hasMore()) {
            side.addDelta(packed.nextSigned());
        }
    }

    /** The buckets on one side of zero. */
    private static final class Side {
        private final List<Span> spans = new ArrayList<>();
        private final List<Double> counts = new ArrayList<>();
        private long last;

        void addDelta(long delta) {
            last += delta;
            counts.add((double) last);
        }

        List<Bucket> buckets() throws MalformedAnswer {
            if (spans.stream().mapToLong(Span::length).sum() != counts.size() || counts.size() > MOST_BUCKETS) {
                throw new MalformedAnswer("a histogram has other buckets than its spans say");
            }
            List<Bucket> buckets = new ArrayList<>(counts.size());
            int index = 0;
            for (Span span : spans) {
                index += span.offset();
                for (long i = 0; i < span.length(); i++) {
                    buckets.add(new Bucket(index++, counts.get(buckets.size())));
                }
            }
            return buckets;
        }
    }
}
