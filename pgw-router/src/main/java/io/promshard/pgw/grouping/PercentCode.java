package io.promshard.pgw.grouping;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Percent-encoding of paths as Go's {@code net/url} does it. A plus sign is a plus sign. */
final class PercentCode {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED = "-_.~";

    /** Besides letters, digits and {@link #UNRESERVED}: what Go leaves as it is when it encodes a path. */
    private static final String PLAIN = "$&+,/:;=@";

    /** What Go would encode itself but lets stand if it came plain. */
    private static final String TOLERATED = "!'()*[]%";

    private PercentCode() {}

    /** Decodes once; null if a percent sign is not followed by two hexadecimal digits. */
    static @Nullable String decode(String path) {
        StringBuilder decoded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                decoded.append(c);
                continue;
            }
            if (!isHex(path, i + 1) || !isHex(path, i + 2)) {
                return null;
            }
            decoded.append((char) HexFormat.fromHexDigits(path, i + 1, i + 3));
            i += 2;
        }
        return decoded.toString();
    }

    static String encode(String path) {
        StringBuilder encoded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (isPlain(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits((byte) c));
            }
        }
        return encoded.toString();
    }

    /** For the rest of a location header. Go writes these escapes in lower case. */
    static String encodeNonAscii(String query) {
        if (Ascii.isOnly(query)) {
            return query;
        }
        StringBuilder encoded = new StringBuilder(query.length());
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            encoded.append(c < 0x80 ? String.valueOf(c) : "%" + HexFormat.of().toHexDigits((byte) c));
        }
        return encoded.toString();
    }

    /** Whether Go keeps a path's own encoding when it holds this character. */
    static boolean isTolerated(char c) {
        return isPlain(c) || TOLERATED.indexOf(c) >= 0;
    }

    private static boolean isPlain(char c) {
        return Ascii.isLetter(c) || Ascii.isDigit(c) || UNRESERVED.indexOf(c) >= 0 || PLAIN.indexOf(c) >= 0;
    }

    private static boolean isHex(String path, int at) {
        return at < path.length() && HexFormat.isHexDigit(path.charAt(at));
    }
}
