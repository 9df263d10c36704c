package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/**
 * Writes strings as Prometheus does, which has two ways: the names and values of labels escape nothing but what JSON demands,
 * all other strings escape {@code < > &} and the line separators of Unicode as well. Bytes above ASCII stay as they are.
 */
public final class JsonText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private JsonText() {}

    /** A label's name or value, with its quotes. */
    public static byte[] label(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 2);
        quote(content, out);
        return out.toByteArray();
    }

    /** A label as it stands in a label set: {@code "name":"value"}. */
    public static byte[] pair(byte[] name, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(name.length + value.length + 5);
        quote(name, out);
        out.write(':');
        quote(value, out);
        return out.toByteArray();
    }

    private static void quote(byte[] content, ByteArrayOutputStream out) {
        out.write('"');
        for (byte b : content) {
            write(b, out);
        }
        out.write('"');
    }

    private static void write(byte b, ByteArrayOutputStream out) {
        switch (b) {
            case '"', '\\' -> escape(b, out);
            case '\n' -> escape((byte) 'n', out);
            case '\r' -> escape((byte) 'r', out);
            case '\t' -> escape((byte) 't', out);
            default -> {
                if (b >= 0 && b < ' ') {
                    unicode(b, out);
                } else {
                    out.write(b);
                }
            }
        }
    }

    private static void escape(byte b, ByteArrayOutputStream out) {
        out.write('\\');
        out.write(b);
    }

    private static void unicode(int unit, ByteArrayOutputStream out) {
        escape((byte) 'u', out);
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.write(HEX[unit >> shift & 0xF]);
        }
    }
}
