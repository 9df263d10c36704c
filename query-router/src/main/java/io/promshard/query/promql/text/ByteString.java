package io.promshard.query.promql.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strings of bytes, which escapes such as {@code \xff} can make invalid as UTF-8, as strings of Java: a byte that is
 * part of no character is the low surrogate U+DC00 + byte on its own.
 */
public final class ByteString {

    private static final int ESCAPE = 0xDC00;
    private static final int REPLACEMENT = 0xFFFD;

    private ByteString() {}

    /** A text whose lone surrogates, which no encoding has, are replaced with U+FFFD. */
    public static String wellFormed(String text) {
        if (!hasInvalid(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isSurrogate(c) ? REPLACEMENT : c));
        return clean.toString();
    }

    /** Whether the text has bytes that are no UTF-8, or lone surrogates. */
    public static boolean hasInvalid(String text) {
        return text.codePoints().anyMatch(ByteString::isSurrogate);
    }

    /** How many bytes the part of a text is in UTF-8. */
    public static int length(CharSequence text, int start, int end) {
        int bytes = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            // Each half of a pair is two of its four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /** The text of bytes, which are UTF-8 for the most part. */
    static String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; ) {
            int length = Math.min(sequence(bytes[i]), bytes.length - i);
            String character = length == 0 ? null : character(bytes, i, length);
            if (character == null) {
                text.append((char) (ESCAPE + (bytes[i] & 0xFF)));
                i++;
            } else {
                text.append(character);
                i += length;
            }
        }
        return text.toString();
    }

    private static @Nullable String character(byte[] bytes, int start, int length) {
        try {
            ByteBuffer part = ByteBuffer.wrap(bytes, start, length);
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** How many bytes a character has that begins so; 0 if none does. */
    private static int sequence(byte first) {
        int b = first & 0xFF;
        if (b < 0x80) {
            return 1;
        }
        return b < 0xC2 ? 0 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : b < 0xF5 ? 4 : 0;
    }

    static void write(int codePoint, ByteArrayOutputStream bytes) {
        bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }

    static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
