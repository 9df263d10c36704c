package io.promshard.query.wire;

/** Encodes single characters, without an array for each. */
final class Utf8 {
    private Utf8() {}

    /** Writes a code point that is no surrogate to the start of {@code to}, and returns its length. */
    static int encode(int codePoint, byte[] to) {
        int length = length(codePoint);
        if (length == 1) {
            to[0] = (byte) codePoint;
            return 1;
        }
        for (int i = length - 1, rest = codePoint; i > 0; i--, rest >>>= 6) {
            to[i] = (byte) (0x80 | (rest & 0x3F));
        }
        to[0] = (byte) (0xF00 >> length | codePoint >>> (6 * (length - 1)));
        return length;
    }

    private static int length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
