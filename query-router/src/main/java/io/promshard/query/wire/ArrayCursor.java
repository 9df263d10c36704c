package io.promshard.query.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Reads JSON that is all in memory, and cuts slices from it. */
final class ArrayCursor extends JsonCursor {

    ArrayCursor(byte[] bytes, int from, int to) {
        super(bytes, to);
        pos = from;
    }

    @Override
    boolean more() {
        return false;
    }

    /** Reads a value. */
    Slice value() throws IOException {
        peek();
        int from = pos;
        skipValue();
        return since(from);
    }

    /** What was read since that position. */
    Slice since(int from) {
        return new Slice(bytes, from, pos);
    }

    /** Reads a string and decodes it, which takes no copy if it has no escapes. */
    Slice string() throws IOException {
        expect('"');
        int from = pos;
        int end = Words.quoteOrBackslash(bytes, from, limit);
        if (end < limit && bytes[end] == '"') {
            pos = end + 1;
            for (int i = from; i < end; i++) {
                checkPrintable(bytes[i]);
            }
            return new Slice(bytes, from, end);
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        stringRest(decoded);
        return Slice.of(decoded.toByteArray());
    }
}
