package io.promshard.query.remote;

import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a message of samples apart into series. Labels are read; samples are counted, and stay as they are.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/prompb/types.proto">TimeSeries in types.proto</a>
 */
public final class SamplesDecoder {

    private static final int LABEL = 1;
    private static final int SAMPLE = 2;
    private static final int HISTOGRAM = 4;

    private SamplesDecoder() {}

    /**
     * The series by query.
     *
     * @param block of Snappy; it decompresses to an acceptable {@link SnappyBlock#length}
     * @param queries how many were asked
     * @throws MalformedAnswer if it is none
     */
    public static List<List<EncodedSeries>> decode(byte[] block, int queries) throws MalformedAnswer {
        ProtobufReader in = ProtobufReader.of(SnappyBlock.decompressed(block));
        List<List<EncodedSeries>> results = new ArrayList<>();
        while (in.next()) {
            if (in.field() == 1) {
                results.add(result(in.message()));
            } else {
                in.skip();
            }
        }
        if (results.size() != queries) {
            throw new MalformedAnswer("it has " + results.size() + " results of " + queries + " queries");
        }
        return results;
    }

    private static List<EncodedSeries> result(ProtobufReader in) throws MalformedAnswer {
        List<EncodedSeries> all = new ArrayList<>();
        while (in.next()) {
            if (in.field() == 1) {
                all.add(series(in.message()));
            } else {
                in.skip();
            }
        }
        return all;
    }

    /** Servers write labels first, so that all else is one slice. */
    private static EncodedSeries series(ProtobufReader in) throws MalformedAnswer {
        LabelFields labels = new LabelFields();
        List<Slice> fields = new ArrayList<>(1);
        long samples = 0;
        int from = in.position();
        while (in.next()) {
            if (in.field() == LABEL) {
                addFields(in, from, in.start(), fields);
                labels.add(in.message());
                from = in.position();
            } else {
                samples += in.field() == SAMPLE || in.field() == HISTOGRAM ? 1 : 0;
                in.skip();
            }
        }
        addFields(in, from, in.position(), fields);
        return new EncodedSeries(labels.labels(), fields, samples);
    }

    private static void addFields(ProtobufReader in, int from, int to, List<Slice> fields) {
        if (to > from) {
            fields.add(in.between(from, to));
        }
    }
}
