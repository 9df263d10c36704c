package io.promshard.query.remote;

import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Takes a stream of frames apart into series. Each frame is a length, a checksum and a {@code ChunkedReadResponse}. Labels are
 * read; chunks stay as they are.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/storage/remote/chunked.go">chunked.go</a>
 */
public final class FramesDecoder {

    private static final int CHECKSUM = 4;
    private static final int CHUNK = 2;

    private final byte[] stream;
    private final List<List<EncodedSeries>> results;
    private int at;

    private FramesDecoder(byte[] stream, int queries) {
        this.stream = stream;
        this.results = Stream.<List<EncodedSeries>>generate(ArrayList::new)
                .limit(queries)
                .toList();
    }

    /**
     * The series by query, those that came in several frames as one.
     *
     * @param queries how many were asked
     * @throws MalformedAnswer if it is none, or was cut within a frame
     */
    public static List<List<EncodedSeries>> decode(byte[] stream, int queries) throws MalformedAnswer {
        FramesDecoder decoder = new FramesDecoder(stream, queries);
        while (decoder.at < stream.length) {
            decoder.frame();
        }
        return decoder.results;
    }

    private void frame() throws MalformedAnswer {
        ProtobufReader head = new ProtobufReader(stream, at, stream.length);
        long length = head.nextNumber();
        if (length < 0 || length > head.left() - CHECKSUM) {
            throw new MalformedAnswer("it ends within a frame");
        }
        int from = head.position() + CHECKSUM;
        at = from + (int) length;
        CRC32C sum = new CRC32C();
        sum.update(stream, from, (int) length);
        if ((int) sum.getValue() != bigEndian(head.position())) {
            throw new MalformedAnswer("a frame has the wrong checksum");
        }
        message(new ProtobufReader(stream, from, at));
    }

    private int bigEndian(int from) {
        int number = 0;
        for (int i = from; i < from + CHECKSUM; i++) {
            number = (number << 8) | (stream[i] & 0xFF);
        }
        return number;
    }

    private void message(ProtobufReader in) throws MalformedAnswer {
        List<EncodedSeries> all = new ArrayList<>(1);
        long query = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> all.add(series(in.message()));
                case 2 -> query = in.number();
                default -> in.skip();
            }
        }
        if (query < 0 || query >= results.size()) {
            throw new MalformedAnswer("a frame is of a query that was not asked");
        }
        List<EncodedSeries> result = results.get((int) query);
        all.forEach(series -> add(series, result));
    }

    /** A series too long for one frame goes on in the next. */
    private static void add(EncodedSeries series, List<EncodedSeries> result) {
        boolean goesOn = !result.isEmpty() && result.getLast().labels().equals(series.labels());
        if (goesOn) {
            List<Slice> chunks = new ArrayList<>(result.removeLast().fields());
            chunks.addAll(series.fields());
            result.add(new EncodedSeries(series.labels(), chunks, 0));
        } else {
            result.add(series);
        }
    }

    private static EncodedSeries series(ProtobufReader in) throws MalformedAnswer {
        LabelFields labels = new LabelFields();
        List<Slice> chunks = new ArrayList<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> labels.add(in.message());
                case CHUNK -> {
                    in.skip();
                    chunks.add(in.between(in.start(), in.position()));
                }
                default -> in.skip();
            }
        }
        return new EncodedSeries(labels.labels(), chunks, 0);
    }
}
