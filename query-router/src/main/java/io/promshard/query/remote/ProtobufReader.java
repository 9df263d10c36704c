package io.promshard.query.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promshard.query.wire.MalformedAnswer;
import io.promshard.query.wire.Slice;
import java.util.Arrays;

/**
 * Reads a message of protocol buffers field by field, in place. After {@link #next} says that there is a field, exactly one of the
 * others takes its value, or {@link #skip} does. Used by one thread.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtobufReader {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;
    private static final int LONGEST_VARINT = 10;
    private static final long MOST_FIELDS = (1 << 29) - 1;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int start;
    private int field;
    private int type;

    ProtobufReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** A reader of a whole message. */
    static ProtobufReader of(byte[] message) {
        return new ProtobufReader(message, 0, message.length);
    }

    /** A reader of some of a message's fields. */
    static ProtobufReader of(Slice fields) {
        return of(fields.toBytes());
    }

    /** Goes to the next field; false at the message's end. */
    boolean next() throws MalformedAnswer {
        if (at == end) {
            return false;
        }
        start = at;
        long tag = readVarint();
        if ((tag >>> 3) == 0 || (tag >>> 3) > MOST_FIELDS) {
            throw new MalformedAnswer("a message has a field without a number");
        }
        field = (int) (tag >>> 3);
        type = (int) tag & 7;
        return true;
    }

    /** The number of the field. */
    int field() {
        return field;
    }

    /** Whether the field is a message, a text, or many numbers in one. */
    boolean isBytes() {
        return type == BYTES;
    }

    /** A number; also {@code bool} and enumerations. */
    long number() throws MalformedAnswer {
        expect(VARINT);
        return readVarint();
    }

    /** A text, which must be UTF-8: what is no UTF-8 would come out as something else. */
    String text() throws MalformedAnswer {
        expect(BYTES);
        int length = readLength();
        String text = new String(bytes, at, length, UTF_8);
        boolean replaced = text.indexOf('\uFFFD') >= 0;
        if (replaced && !Arrays.equals(text.getBytes(UTF_8), Arrays.copyOfRange(bytes, at, at + length))) {
            throw new MalformedAnswer("a text is no UTF-8");
        }
        at += length;
        return text;
    }

    /** A message within this one, to be read on its own. */
    ProtobufReader message() throws MalformedAnswer {
        expect(BYTES);
        int length = readLength();
        at += length;
        return new ProtobufReader(bytes, at - length, at);
    }

    /** Passes the field over. */
    void skip() throws MalformedAnswer {
        switch (type) {
            case VARINT -> readVarint();
            case FIXED_64 -> advance(Long.BYTES);
            case BYTES -> advance(readLength());
            case FIXED_32 -> advance(Integer.BYTES);
            default -> throw new MalformedAnswer("a message has a field of an unknown type");
        }
    }

    /** Where the field begins, its number included. */
    int start() {
        return start;
    }

    /** Behind what was read. */
    int position() {
        return at;
    }

    /** What lies between two positions. */
    Slice between(int from, int to) {
        return Slice.of(bytes, from, to);
    }

    /** Of a message of packed numbers: whether there is one more. */
    boolean hasMore() {
        return at < end;
    }

    /** The next packed number. */
    long nextNumber() throws MalformedAnswer {
        return readVarint();
    }

    /** Bytes that are left. */
    int left() {
        return end - at;
    }

    /** What is left, as bits. */
    BitReader bits() {
        return new BitReader(bytes, at, end);
    }

    private void expect(int expected) throws MalformedAnswer {
        if (type != expected) {
            throw new MalformedAnswer("a message has a field of another type than it should be");
        }
    }

    private int readLength() throws MalformedAnswer {
        long length = readVarint();
        if (length < 0 || length > end - at) {
            throw new MalformedAnswer("a message ends before its last field");
        }
        return (int) length;
    }

    private void advance(int count) throws MalformedAnswer {
        if (count > end - at) {
            throw new MalformedAnswer("a message ends before its last field");
        }
        at += count;
    }

    private long readVarint() throws MalformedAnswer {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            advance(1);
            byte next = bytes[at - 1];
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedAnswer("a message has a number that does not end");
    }
}
