package io.promshard.pgw.grouping;

import java.util.Arrays;

/**
 * Base64 as a Pushgateway decodes it: the URL alphabet, any number of {@code =} at the end or none, line ends skipped,
 * left-over bits ignored. The JDK's decoder is stricter about all but the alphabet.
 *
 * @param decoded the bytes; those of the complete quanta before the fault if there is one
 * @param corruptAt index of the first byte that does not fit, or {@link #NOWHERE}
 * @see <a href="https://pkg.go.dev/encoding/base64#pkg-variables">Go's RawURLEncoding</a>
 */
record UrlBase64(String decoded, int corruptAt) {

    private static final int NOWHERE = -1;
    private static final int QUANTUM = 4;
    private static final byte[] SIXTETS = sixtets("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    static UrlBase64 decode(String encoded) {
        int end = endWithoutPadding(encoded);
        StringBuilder decoded = new StringBuilder(end * 3 / QUANTUM);
        int bits = 0;
        int count = 0;
        for (int i = 0; i < end; i++) {
            char c = encoded.charAt(i);
            if (c == '\r' || c == '\n') {
                continue;
            }
            if (SIXTETS[c] < 0) {
                return new UrlBase64(decoded.toString(), i);
            }
            bits = (bits << 6) | SIXTETS[c];
            count++;
            if (count == QUANTUM) {
                append(bits, 3, decoded);
                count = 0;
            }
        }
        // One left-over character holds no byte. Go blames the last index for it, even if a line end is there.
        if (count == 1) {
            return new UrlBase64(decoded.toString(), end - 1);
        }
        append(bits << (6 * (QUANTUM - count)), count - 1, decoded);
        return new UrlBase64(decoded.toString(), NOWHERE);
    }

    boolean isCorrupt() {
        return corruptAt != NOWHERE;
    }

    private static int endWithoutPadding(String encoded) {
        int end = encoded.length();
        while (end > 0 && encoded.charAt(end - 1) == '=') {
            end--;
        }
        return end;
    }

    /** Appends the first bytes of a quantum's three. */
    private static void append(int quantum, int bytes, StringBuilder decoded) {
        for (int i = 0; i < bytes; i++) {
            decoded.append((char) ((quantum >> (16 - 8 * i)) & 0xFF));
        }
    }

    private static byte[] sixtets(String alphabet) {
        byte[] sixtets = new byte[0x100];
        Arrays.fill(sixtets, (byte) -1);
        for (int i = 0; i < alphabet.length(); i++) {
            sixtets[alphabet.charAt(i)] = (byte) i;
        }
        return sixtets;
    }
}
