package io.promshard.target.publish.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name of the configuration or of Consul as part of a file's name. Two names never give the same text, none gives one that leads
 * elsewhere, and none begins with a dot.
 *
 * <p>Letters, digits, {@code -}, {@code _} and {@code .} stay; others become {@code %} and two capital digits for each byte of
 * UTF-8. Text that is too long is cut, and gets {@code %x} and its hash; an empty one is {@code %z}, half a character is {@code %u}.
 */
final class FileNameText {

    /** What {@link #of} may give. */
    static final String PATTERN = "[A-Za-z0-9_%-][A-Za-z0-9._%-]*";

    /** Hexadecimal digits of a hash: 128 bits. */
    private static final int HASH_DIGITS = 32;

    private FileNameText() {}

    /**
     * Makes it.
     *
     * @param separators that must not be in it, beyond those that never are
     * @param longest how many characters it may have, 40 at least
     */
    static String of(String name, String separators, int longest) {
        StringBuilder text = new StringBuilder(name.length() + 8);
        name.codePoints().forEach(c -> append(c, separators, text));
        if (text.isEmpty()) {
            return "%z";
        }
        return text.length() <= longest ? text.toString() : shortened(name, text, longest);
    }

    private static void append(int c, String separators, StringBuilder text) {
        boolean leadingDot = c == '.' && text.isEmpty();
        if (isPlain(c) && !leadingDot && separators.indexOf(c) < 0) {
            text.append((char) c);
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            text.append("%%u%04X".formatted(c));
        } else {
            for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                text.append("%%%02X".formatted(b & 0xFF));
            }
        }
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }

    private static String shortened(String name, StringBuilder text, int longest) {
        String hash = HexFormat.of().formatHex(sha256(name)).substring(0, HASH_DIGITS);
        return text.substring(0, longest - HASH_DIGITS - 2) + "%x" + hash;
    }

    private static byte[] sha256(String name) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_16BE));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
