package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A label set, in the order in which Prometheus sorts series: by the first label's name, then its value, then the second's;
 * byte by byte, the shorter first.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/model/labels/labels_common.go">labels.Compare</a>
 */
public final class Labels implements Comparable<Labels> {
    /*
     * One array holds all names and values, decoded, so that comparing sets is comparing arrays. Each ends with 0 0, which is
     * less than what any longer text goes on with: a zero in a text is written 0 1.
     */
    private final byte[] key;
    private final int hash;

    private Labels(byte[] key) {
        this.key = key;
        this.hash = Arrays.hashCode(key);
    }

    /**
     * Reads a JSON object of labels, in any order, and puts a label in, in place of one of the same name. An empty value takes
     * the label out.
     *
     * @throws MalformedAnswer if it is none
     */
    public static Labels parse(Slice object, Optional<Label> put) throws IOException {
        List<Pair> pairs = pairs(object);
        put.ifPresent(label -> put(label, pairs));
        pairs.sort(Comparator.comparing(Pair::name));
        byte[] key = new byte[pairs.stream().mapToInt(Pair::keyLength).sum()];
        int at = 0;
        for (Pair pair : pairs) {
            at = append(pair.name(), key, at);
            at = append(pair.value(), key, at);
        }
        return new Labels(key);
    }

    private record Pair(Slice name, Slice value) {
        int keyLength() {
            return name.length() + name.zeros() + value.length() + value.zeros() + 4;
        }
    }

    private static List<Pair> pairs(Slice object) throws IOException {
        ArrayCursor cursor = object.cursor();
        List<Pair> pairs = new ArrayList<>();
        cursor.expect('{');
        for (boolean more = !cursor.accept('}'); more; more = cursor.another('}')) {
            Slice name = cursor.string();
            cursor.expect(':');
            pairs.add(new Pair(name, cursor.string()));
        }
        cursor.expectEnd();
        return pairs;
    }

    private static void put(Label label, List<Pair> pairs) {
        Pair pair = new Pair(Slice.of(label.name()), Slice.of(label.value()));
        pairs.removeIf(other -> other.name().equals(pair.name()));
        if (!label.value().isEmpty()) {
            pairs.add(pair);
        }
    }

    /** Ends with two zeros, which a new array has already. */
    private static int append(Slice text, byte[] key, int from) {
        int at = from;
        for (int i = 0; i < text.length(); i++) {
            key[at++] = (byte) text.at(i);
            if (text.at(i) == 0) {
                key[at++] = 1;
            }
        }
        return at + 2;
    }

    /** Writes the labels as a JSON object, as Prometheus prints it. */
    public void writeTo(ByteSink sink) throws IOException {
        sink.write('{');
        boolean name = true;
        for (int from = 0; from < key.length; name = !name) {
            if (name && from > 0) {
                sink.write(',');
            }
            from = writeText(from, sink);
            if (name) {
                sink.write(':');
            }
        }
        sink.write('}');
    }

    private int writeText(int start, ByteSink sink) throws IOException {
        sink.write('"');
        int from = start;
        while (true) {
            int zero = zero(from);
            boolean end = key[zero + 1] == 0;
            JsonText.label(key, from, end ? zero : zero + 1, sink);
            from = zero + 2;
            if (end) {
                sink.write('"');
                return from;
            }
        }
    }

    private int zero(int from) {
        int at = from;
        while (key[at] != 0) {
            at++;
        }
        return at;
    }

    @Override
    public int compareTo(Labels other) {
        return Arrays.compareUnsigned(key, other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && hash == labels.hash && Arrays.equals(key, labels.key);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The JSON object, for messages. */
    @Override
    public String toString() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteSink sink = new ByteSink(out);
        try {
            writeTo(sink);
            sink.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8);
    }
}
