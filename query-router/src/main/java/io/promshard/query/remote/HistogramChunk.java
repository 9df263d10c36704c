package io.promshard.query.remote;

import io.promshard.query.model.CounterReset;
import io.promshard.query.model.NativeHistogram;
import io.promshard.query.model.NativeHistogram.Bucket;
import io.promshard.query.wire.MalformedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Decodes a chunk of native histograms, which all have the buckets that its head says. Of whole counts the change of their change is
 * stored, and of those in buckets that of their difference to the bucket before; of floating-point counts what changed. Used by one
 * thread.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/tsdb/docs/format/chunks.md#histogram-chunk-data">Histogram chunk
 *     data</a>
 */
final class HistogramChunk {

    /** More than any server has. */
    private static final int MOST = 1 << 16;

    private static final double MILLI = 1000;

    private final BitReader in;
    private final CounterReset first;
    private final double zeroThreshold;
    private final int schema;
    private final List<Integer> positive;
    private final List<Integer> negative;
    private final List<Double> bounds;
    private final Count count;
    private final Count zeroCount;
    private final XorValue sum = new XorValue();
    private final List<Count> buckets;
    private final boolean differences;

    private HistogramChunk(BitReader in, Supplier<Count> counts, boolean differences) throws MalformedAnswer {
        this.in = in;
        this.first = in.bits(2) == 3 ? CounterReset.GAUGE : CounterReset.UNKNOWN;
        in.bits(6);
        this.zeroThreshold = zeroThreshold(in);
        this.schema = (int) in.signedVarbit();
        this.positive = indexes(in);
        this.negative = indexes(in);
        this.bounds = schema == NativeHistogram.CUSTOM_SCHEMA ? bounds(in) : List.of();
        this.count = counts.get();
        this.zeroCount = counts.get();
        this.buckets =
                Stream.generate(counts).limit(positive.size() + negative.size()).toList();
        this.differences = differences;
    }

    /** Adds the samples of a chunk of whole counts. */
    static void decodeWhole(BitReader in, int samples, RawSamples to) throws MalformedAnswer {
        if (samples > 0) {
            new HistogramChunk(in, WholeCount::new, true).decode(samples, to);
        }
    }

    /** Adds the samples of a chunk of floating-point counts. */
    static void decodeFloat(BitReader in, int samples, RawSamples to) throws MalformedAnswer {
        if (samples > 0) {
            new HistogramChunk(in, FloatCount::new, false).decode(samples, to);
        }
    }

    /** A number in each sample of the chunk. */
    private sealed interface Count permits WholeCount, FloatCount {
        /** The first one; one that may be negative is stored in another way. */
        void first(BitReader in, boolean signed) throws MalformedAnswer;

        void next(BitReader in) throws MalformedAnswer;

        double value();
    }

    private static final class WholeCount implements Count {
        private long value;
        private long change;

        @Override
        public void first(BitReader in, boolean signed) throws MalformedAnswer {
            value = signed ? in.signedVarbit() : in.varbit();
        }

        @Override
        public void next(BitReader in) throws MalformedAnswer {
            change += in.signedVarbit();
            value += change;
        }

        @Override
        public double value() {
            return value;
        }
    }

    private static final class FloatCount implements Count {
        private final XorValue value = new XorValue();

        @Override
        public void first(BitReader in, boolean signed) throws MalformedAnswer {
            value.first(in);
        }

        @Override
        public void next(BitReader in) throws MalformedAnswer {
            value.next(in);
        }

        @Override
        public double value() {
            return value.value();
        }
    }

    /** One byte: none, a power of two, or that the number follows. */
    private static double zeroThreshold(BitReader in) throws MalformedAnswer {
        int code = (int) in.bits(Byte.SIZE);
        return switch (code) {
            case 0 -> 0;
            case 255 -> in.float64();
            default -> Math.scalb(0.5, code - 243);
        };
    }

    /** Of the buckets that lie in spans. */
    private static List<Integer> indexes(BitReader in) throws MalformedAnswer {
        List<Integer> indexes = new ArrayList<>();
        long spans = atMost(in.varbit());
        int next = 0;
        for (long i = 0; i < spans; i++) {
            long length = atMost(in.varbit() + indexes.size()) - indexes.size();
            next += (int) in.signedVarbit();
            for (long j = 0; j < length; j++) {
                indexes.add(next++);
            }
        }
        return indexes;
    }

    /** Those in thousandths are short; others are whole. */
    private static List<Double> bounds(BitReader in) throws MalformedAnswer {
        long count = atMost(in.varbit());
        List<Double> bounds = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long thousandths = in.varbit();
            bounds.add(thousandths == 0 ? in.float64() : (thousandths - 1) / MILLI);
        }
        return bounds;
    }

    private static long atMost(long number) throws MalformedAnswer {
        if (number < 0 || number > MOST) {
            throw new MalformedAnswer("a chunk has too many buckets");
        }
        return number;
    }

    private void decode(int samples, RawSamples to) throws MalformedAnswer {
        long time = in.signedVarbit();
        count.first(in, false);
        zeroCount.first(in, false);
        sum.first(in);
        for (Count bucket : buckets) {
            bucket.first(in, true);
        }
        to.add(time, histogram(first));
        CounterReset rest = first == CounterReset.GAUGE ? first : CounterReset.NONE;
        long distance = 0;
        for (int i = 1; i < samples; i++) {
            distance += in.signedVarbit();
            time += distance;
            to.add(time, next(rest));
        }
    }

    /** What ends a series has no buckets. */
    private NativeHistogram next(CounterReset counterReset) throws MalformedAnswer {
        count.next(in);
        zeroCount.next(in);
        sum.next(in);
        if (NativeHistogram.isStale(sum.value())) {
            return NativeHistogram.stale();
        }
        for (Count bucket : buckets) {
            bucket.next(in);
        }
        return histogram(counterReset);
    }

    private NativeHistogram histogram(CounterReset counterReset) {
        if (NativeHistogram.isStale(sum.value())) {
            return NativeHistogram.stale();
        }
        return new NativeHistogram(
                counterReset,
                schema,
                zeroThreshold,
                zeroCount.value(),
                count.value(),
                sum.value(),
                buckets(positive, 0),
                buckets(negative, positive.size()),
                bounds);
    }

    private List<Bucket> buckets(List<Integer> indexes, int from) {
        List<Bucket> all = new ArrayList<>(indexes.size());
        double last = 0;
        for (int i = 0; i < indexes.size(); i++) {
            double stored = buckets.get(from + i).value();
            last = differences ? last + stored : stored;
            all.add(new Bucket(indexes.get(i), last));
        }
        return all;
    }
}
