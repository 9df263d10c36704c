package io.promshard.query.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes strings as Prometheus does, which has two ways: names and values of labels escape nothing but what JSON demands,
 * all other texts escape {@code < > &} and the line separators of Unicode as well. Other bytes above ASCII stay as they are.
 */
public final class JsonText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] COLON = "\":\"".getBytes(US_ASCII);

    private JsonText() {}

    /** A label as it stands in a label set: {@code "name":"value"}. */
    public static byte[] pair(byte[] name, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(name.length + value.length + 5);
        ByteSink sink = new ByteSink(out);
        try {
            writePair(name, value, sink);
            sink.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void writePair(byte[] name, byte[] value, ByteSink sink) throws IOException {
        sink.write('"');
        label(name, 0, name.length, sink);
        sink.write(COLON);
        label(value, 0, value.length, sink);
        sink.write('"');
    }

    /** Writes the content of a label's name or value, without quotes. */
    static void label(byte[] content, int from, int to, ByteSink sink) throws IOException {
        int written = from;
        for (int at = from; at < to; at++) {
            if (mustEscape(content[at])) {
                sink.write(content, written, at - written);
                escape(content[at], sink);
                written = at + 1;
            }
        }
        sink.write(content, written, to - written);
    }

    /** Writes a text that is no part of a label set, with quotes. */
    public static void text(Slice text, ByteSink sink) throws IOException {
        sink.write('"');
        for (int at = 0; at < text.length(); at++) {
            int unit = text.at(at);
            int separator = separator(text, at);
            if (separator != 0) {
                unicode(separator, sink);
                at += 2;
            } else if (mustEscape((byte) unit) || unit == '<' || unit == '>' || unit == '&') {
                escape((byte) unit, sink);
            } else {
                sink.write((char) unit);
            }
        }
        sink.write('"');
    }

    /** The line or paragraph separator that begins there, or zero. */
    private static int separator(Slice text, int at) {
        if (text.at(at) != 0xE2 || at + 2 >= text.length() || text.at(at + 1) != 0x80) {
            return 0;
        }
        return switch (text.at(at + 2)) {
            case 0xA8 -> 0x2028;
            case 0xA9 -> 0x2029;
            default -> 0;
        };
    }

    private static boolean mustEscape(byte b) {
        return (b >= 0 && b < ' ') || b == '"' || b == '\\';
    }

    private static void escape(byte b, ByteSink sink) throws IOException {
        switch (b) {
            case '"', '\\' -> escape((char) b, sink);
            case '\n' -> escape('n', sink);
            case '\r' -> escape('r', sink);
            case '\t' -> escape('t', sink);
            default -> unicode(b, sink);
        }
    }

    private static void escape(char escaped, ByteSink sink) throws IOException {
        sink.write('\\');
        sink.write(escaped);
    }

    private static void unicode(int unit, ByteSink sink) throws IOException {
        escape('u', sink);
        for (int shift = 12; shift >= 0; shift -= 4) {
            sink.write((char) HEX[unit >> shift & 0xF]);
        }
    }
}
