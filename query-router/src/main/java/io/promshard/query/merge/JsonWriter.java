package io.promshard.query.merge;

import io.promshard.query.wire.ByteSink;
import io.promshard.query.wire.JsonText;
import io.promshard.query.wire.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** Puts JSON values together from slices. */
final class JsonWriter {
    private JsonWriter() {}

    /** Writes one of many things. */
    @FunctionalInterface
    interface Element<T> {
        void write(T element) throws IOException;
    }

    /** Writes a list. */
    static <T> void list(Iterable<T> elements, Element<T> element, ByteSink sink) throws IOException {
        sink.write('[');
        separated(elements, element, sink);
        sink.write(']');
    }

    /** Writes a list of values that are JSON already. */
    static void list(Iterable<Slice> values, ByteSink sink) throws IOException {
        list(values, value -> value.writeTo(sink), sink);
    }

    /** Writes an object; its names are plain texts. */
    static <V> void object(Map<Slice, V> members, Element<V> value, ByteSink sink) throws IOException {
        sink.write('{');
        separated(
                members.entrySet(),
                member -> {
                    JsonText.text(member.getKey(), sink);
                    sink.write(':');
                    value.write(member.getValue());
                },
                sink);
        sink.write('}');
    }

    private static <T> void separated(Iterable<T> elements, Element<T> element, ByteSink sink) throws IOException {
        boolean first = true;
        for (T one : elements) {
            if (!first) {
                sink.write(',');
            }
            element.write(one);
            first = false;
        }
    }

    /** What is written, as a slice. */
    static Slice slice(MergedAnswer.Data data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteSink sink = new ByteSink(out);
        data.writeTo(sink);
        sink.flush();
        return Slice.of(out.toByteArray());
    }
}
