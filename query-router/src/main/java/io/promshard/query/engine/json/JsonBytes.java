package io.promshard.query.engine.json;

import io.promshard.query.promql.text.NumberForms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of JSON, collected for a stream. */
final class JsonBytes {

    private static final int SIZE = 1 << 13;
    private static final String HEX = "0123456789abcdef";

    private final OutputStream stream;
    private final byte[] buffer = new byte[SIZE];
    private int used;

    JsonBytes(OutputStream stream) {
        this.stream = stream;
    }

    /** ASCII as it is. */
    JsonBytes raw(String ascii) throws IOException {
        for (int i = 0; i < ascii.length(); i++) {
            put((byte) ascii.charAt(i));
        }
        return this;
    }

    /** A time in seconds, with three decimals if it has any. */
    JsonBytes time(long millis) throws IOException {
        long size = Math.abs(millis);
        raw(millis < 0 ? "-" : "").raw(Long.toString(size / 1000));
        long fraction = size % 1000;
        return fraction == 0 ? this : raw("." + Long.toString(1000 + fraction).substring(1));
    }

    /** A number in quotes, since JSON has no infinity. */
    JsonBytes number(double value) throws IOException {
        return raw("\"").raw(NumberForms.sample(value)).raw("\"");
    }

    /** A string; of bytes that are no UTF-8, those. */
    JsonBytes text(String text) throws IOException {
        raw("\"");
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            character(c);
        }
        return raw("\"");
    }

    private void character(int c) throws IOException {
        switch (c) {
            case '"' -> raw("\\\"");
            case '\\' -> raw("\\\\");
            case '\n' -> raw("\\n");
            case '\r' -> raw("\\r");
            case '\t' -> raw("\\t");
            default -> {
                if (c < ' ') {
                    raw("\\u00").put((byte) HEX.charAt(c >> 4));
                    put((byte) HEX.charAt(c & 0xF));
                } else if (c < 0x80 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                    put((byte) c);
                } else {
                    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                        put(b);
                    }
                }
            }
        }
    }

    private void put(byte b) throws IOException {
        if (used == SIZE) {
            flush();
        }
        buffer[used++] = b;
    }

    /** Gives the stream what is collected. */
    void flush() throws IOException {
        stream.write(buffer, 0, used);
        used = 0;
    }
}
