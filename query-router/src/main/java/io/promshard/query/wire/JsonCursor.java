package io.promshard.query.wire;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A position in JSON text of which a window is in memory. It keeps track of strings and brackets, and so never takes the
 * content of a string for structure; it does not look into numbers.
 *
 * <p>What ends too early or is not the JSON that a method expects is a {@link MalformedAnswer}.
 */
abstract class JsonCursor {
    private static final int MAX_DEPTH = Long.SIZE;

    /** The window: what is known lies before {@link #limit}, what is read before {@link #pos}. */
    byte[] bytes;

    int pos;
    int limit;

    private final byte[] decoded = new byte[4];

    JsonCursor(byte[] bytes, int limit) {
        this.bytes = bytes;
        this.limit = limit;
    }

    /** Makes at least one more byte known, moving the window if it has to; false if there is none. */
    abstract boolean more() throws IOException;

    /** The next byte that is not white space; it stays unread. */
    final byte peek() throws IOException {
        while (true) {
            byte next = here();
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next;
            }
            pos++;
        }
    }

    final boolean accept(char wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        pos++;
        return true;
    }

    final void expect(char wanted) throws IOException {
        if (!accept(wanted)) {
            throw new MalformedAnswer("expected '" + wanted + "'");
        }
    }

    /** Reads a comma, or the bracket that ends a list or object; true for a comma. */
    final boolean another(char end) throws IOException {
        if (accept(',')) {
            return true;
        }
        expect(end);
        return false;
    }

    /** Reads white space up to the end of the text. */
    final void expectEnd() throws IOException {
        while (pos < limit || more()) {
            if (bytes[pos] > ' ' || bytes[pos] < 0) {
                throw new MalformedAnswer("more follows the answer");
            }
            pos++;
        }
    }

    /** Reads a key and its colon, and tells whether it is this one. */
    final boolean key(byte[] name) throws IOException {
        boolean same = compareString(name) == 0;
        skipKeyRest();
        return same;
    }

    /** Reads what {@link #compareString} left of a key, and its colon. */
    final void skipKeyRest() throws IOException {
        skipStringRest();
        expect(':');
    }

    /**
     * Compares the content of the string that begins here with a text, byte by byte as Go does, and stops as soon as the
     * order is known: {@link #skipStringRest} has to follow.
     */
    final int compareString(byte[] text) throws IOException {
        expect('"');
        int at = 0;
        while (here() != '"') {
            int length = decode();
            for (int i = 0; i < length; i++, at++) {
                int order = at == text.length ? 1 : Byte.compareUnsigned(decoded[i], text[at]);
                if (order != 0) {
                    return order;
                }
            }
        }
        return at == text.length ? 0 : -1;
    }

    /** Reads the rest of the string in which the cursor is, with its last quote, and decodes it. */
    final void stringRest(OutputStream to) throws IOException {
        while (here() != '"') {
            to.write(decoded, 0, decode());
        }
        pos++;
    }

    /** Reads up to and with the quote that ends the string in which the cursor is. */
    final void skipStringRest() throws IOException {
        while (true) {
            pos = Words.quoteOrBackslash(bytes, pos, limit);
            if (here() == '"') {
                pos++;
                return;
            }
            if (bytes[pos] == '\\') {
                pos++;
                here();
                pos++;
            }
        }
    }

    final void skipString() throws IOException {
        expect('"');
        skipStringRest();
    }

    final void skipValue() throws IOException {
        switch (peek()) {
            case '"' -> skipString();
            case '{', '[' -> skipNested();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 't', 'f', 'n' -> skipWord();
            default -> throw new MalformedAnswer("expected a value");
        }
    }

    private void skipWord() throws IOException {
        while ((pos < limit || more()) && isWord(bytes[pos])) {
            pos++;
        }
    }

    private static boolean isWord(byte b) {
        return Character.isLetterOrDigit(b) || b == '.' || b == '-' || b == '+';
    }

    /*
     * Most of an answer is read here, so the position is a local variable as long as the window stays. The kinds of the open
     * brackets are the bits of a number: bit 5 tells {} from [].
     */
    private void skipNested() throws IOException {
        long kinds = 0;
        int depth = 0;
        int at = pos;
        do {
            at = Words.quoteOrBracket(bytes, at, limit);
            if (at == limit) {
                at = refilled(at);
                continue;
            }
            byte found = bytes[at++];
            switch (found) {
                case '"' -> {
                    at = Words.quoteOrBackslash(bytes, at, limit);
                    if (at < limit && bytes[at] == '"') {
                        at = depth > 1 && (kinds & 1) == 0 ? Samples.skip(bytes, at + 1, limit) : at + 1;
                    } else {
                        pos = at;
                        skipStringRest();
                        at = pos;
                    }
                }
                case '[', '{' -> {
                    if (depth++ == MAX_DEPTH) {
                        throw new MalformedAnswer("brackets are nested too deep");
                    }
                    kinds = kinds << 1 | (found >> 5 & 1);
                }
                case ']', '}' -> {
                    if ((kinds & 1) != (found >> 5 & 1)) {
                        throw new MalformedAnswer("brackets do not match");
                    }
                    kinds >>>= 1;
                    depth--;
                }
                default -> throw new MalformedAnswer("expected a value");
            }
        } while (depth > 0);
        pos = at;
    }

    private int refilled(int at) throws IOException {
        pos = at;
        here();
        return pos;
    }

    /** The byte at the position; it stays unread. */
    private byte here() throws IOException {
        if (pos == limit && !more()) {
            throw new MalformedAnswer("the answer ends in its middle");
        }
        return bytes[pos];
    }

    private byte read() throws IOException {
        byte b = here();
        pos++;
        return b;
    }

    /** Reads one character of a string into {@link #decoded}: a byte, or the UTF-8 of an escape. Returns their number. */
    private int decode() throws IOException {
        byte b = read();
        if (b != '\\') {
            checkPrintable(b);
            decoded[0] = b;
            return 1;
        }
        byte escaped = read();
        if (escaped == 'u') {
            return Utf8.encode(codePoint(), decoded);
        }
        decoded[0] = unescaped(escaped);
        return 1;
    }

    /** Control characters are escaped in JSON: one that is not has been something else. */
    static void checkPrintable(byte b) throws MalformedAnswer {
        if (b >= 0 && b < ' ') {
            throw new MalformedAnswer("a string has a control character");
        }
    }

    private static byte unescaped(byte escaped) throws MalformedAnswer {
        return switch (escaped) {
            case '"', '\\', '/' -> escaped;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw new MalformedAnswer("a string has an unknown escape");
        };
    }

    /** Reads what follows {@code \\u}. Half a surrogate pair is refused: servers print no such thing. */
    private int codePoint() throws IOException {
        int unit = hex();
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        if (Character.isHighSurrogate((char) unit) && read() == '\\' && read() == 'u') {
            int low = hex();
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) unit, (char) low);
            }
        }
        throw new MalformedAnswer("a string has half a surrogate pair");
    }

    private int hex() throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(read(), 16);
            if (digit < 0) {
                throw new MalformedAnswer("a string has an unknown escape");
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
