package io.promshard.pgw.exposition;

/**
 * Walks the fields of a protobuf message that lies in an array. Groups, which {@code metrics.proto} has none of, are refused.
 * Mutable, for one thread.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
public final class WireCursor {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private static final int LONGEST_VARINT = 70;

    private byte[] bytes;
    private int at;
    private int end;
    private int tag;
    private int start;
    private int from;
    private long number;

    /** Before the first field of the message from one index up to, and without, another. */
    public WireCursor(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** Starts anew with another message in another array. */
    public WireCursor reset(byte[] of, int first, int limit) {
        bytes = of;
        return reset(first, limit);
    }

    /** Starts anew with another message in the same array. */
    public WireCursor reset(int first, int limit) {
        at = first;
        end = limit;
        return this;
    }

    /** Goes to the next field; false at the end of the message. */
    public boolean next() throws ExpositionException {
        if (at == end) {
            return false;
        }
        start = at;
        long key = varint();
        if (key >>> 3 == 0 || key > 0xFFFF_FFFFL) {
            throw broken("a field numbered " + (key >>> 3));
        }
        tag = (int) key;
        switch (tag & 7) {
            case VARINT -> number = varint();
            case FIXED64 -> number = fixed(Long.BYTES);
            case FIXED32 -> number = fixed(Integer.BYTES);
            case BYTES -> skip(varint());
            default -> throw broken("a field of wire type " + (tag & 7));
        }
        return true;
    }

    private void skip(long length) throws ExpositionException {
        if (length < 0 || length > end - at) {
            throw broken("a field of " + length + " bytes, " + (end - at) + " are left");
        }
        from = at;
        at += (int) length;
    }

    private long fixed(int length) throws ExpositionException {
        skip(length);
        long value = 0;
        for (int i = at - 1; i >= from; i--) {
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value;
    }

    /** The length that stands before a delimited message; the cursor is then at the message's begin. */
    int length() throws ExpositionException {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw broken("a message of " + length + " bytes, " + (end - at) + " are left");
        }
        return (int) length;
    }

    private long varint() throws ExpositionException {
        long value = 0;
        for (int shift = 0; shift < LONGEST_VARINT; shift += 7) {
            if (at == end) {
                throw broken("the end within a number");
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw broken("a number of more than ten bytes");
    }

    private ExpositionException broken(String what) {
        return new ExpositionException("malformed protobuf: " + what + " at byte " + at);
    }

    /** Where the next field begins. */
    int at() {
        return at;
    }

    /** The field's number. */
    public int field() {
        return tag >>> 3;
    }

    /** Whether the field is this one, and holds bytes: a text or a message. */
    public boolean isBytes(int field) {
        return tag == (field << 3 | BYTES);
    }

    /** Whether the field is this one, and holds a double. */
    public boolean isDouble(int field) {
        return tag == (field << 3 | FIXED64);
    }

    /** Whether the field is this one, and holds an integer. */
    public boolean isVarint(int field) {
        return tag == (field << 3 | VARINT);
    }

    /** Where the field begins, its tag included. */
    public int start() {
        return start;
    }

    /** The array in which the message lies. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the content of a field of bytes begins. */
    public int from() {
        return from;
    }

    /** Where the field ends. */
    public int to() {
        return at;
    }

    /** The value of an integer field. */
    public long number() {
        return number;
    }

    /** The value of a double field. */
    public double decimal() {
        return Double.longBitsToDouble(number);
    }
}
