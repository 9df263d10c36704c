package io.promshard.query.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The escapes of {@code application/x-www-form-urlencoded}, as UTF-8. */
final class PercentForm {

    private PercentForm() {}

    /** The text, or nothing where an escape is broken. */
    static Optional<String> decode(String escaped) {
        if (escaped.indexOf('%') < 0 && escaped.indexOf('+') < 0) {
            return Optional.of(escaped);
        }
        byte[] raw = escaped.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream text = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                int code = i + 2 < raw.length ? digit(raw[i + 1]) * 16 + digit(raw[i + 2]) : -1;
                if (code < 0 || digit(raw[i + 2]) < 0) {
                    return Optional.empty();
                }
                text.write(code);
                i += 2;
            } else {
                text.write(raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return Optional.of(text.toString(StandardCharsets.UTF_8));
    }

    private static int digit(byte b) {
        return Character.digit(b, 16) < 0 ? -1000 : Character.digit(b, 16);
    }
}
