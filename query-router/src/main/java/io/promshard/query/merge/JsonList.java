package io.promshard.query.merge;

import io.promshard.query.wire.ByteSink;
import java.io.IOException;

/** Writes lists. */
final class JsonList {
    private JsonList() {}

    /** Writes an element. */
    @FunctionalInterface
    interface Writer<T> {
        void write(T element) throws IOException;
    }

    static <T> void write(Iterable<T> elements, Writer<T> writer, ByteSink sink) throws IOException {
        sink.write('[');
        boolean first = true;
        for (T element : elements) {
            if (!first) {
                sink.write(',');
            }
            writer.write(element);
            first = false;
        }
        sink.write(']');
    }
}
