package io.promshard.target.publish;

import io.promshard.shard.ring.KeyHash;
import io.promshard.target.model.Target;
import java.util.List;

/**
 * A list of targets as Prometheus reads it. It is encoded and compressed when that is first asked for, once, by whichever thread
 * asks. Nobody may write to the arrays.
 */
public final class EncodedList {

    private final int size;
    private final Once<byte[]> json;
    private final Once<byte[]> gzip = new Once<>(() -> Gzip.of(json()));
    private final Once<String> tag = new Once<>(() -> tag(json()));

    private EncodedList(int size, Once<byte[]> json) {
        this.size = size;
        this.json = json;
    }

    public static EncodedList of(List<Target> targets) {
        return new EncodedList(targets.size(), new Once<>(() -> TargetListJson.of(targets)));
    }

    /**
     * One that somebody else encoded.
     *
     * @param size how many targets are in it
     */
    public static EncodedList of(byte[] json, int size) {
        return new EncodedList(size, new Once<>(() -> json));
    }

    /** How many targets are in it. */
    public int size() {
        return size;
    }

    public byte[] json() {
        return json.get();
    }

    public byte[] gzip() {
        return gzip.get();
    }

    /** Has all of it ready for whoever will ask. */
    public void encode() {
        tag();
        gzip();
    }

    /** Has that of it ready which that one was asked for. */
    public void encodeAs(EncodedList asked) {
        tag();
        if (asked.isCompressed()) {
            gzip();
        }
    }

    /** Whether somebody has asked for that. */
    boolean isCompressed() {
        return gzip.isMade();
    }

    /** The same for the same content, and in practice for no other: a 64-bit hash and the length. */
    public String tag() {
        return tag.get();
    }

    /** Whether that one has the same content; costs nothing if it is this one. */
    public boolean isSameAs(EncodedList other) {
        return equals(other) || (size == other.size && tag().equals(other.tag()));
    }

    private static String tag(byte[] json) {
        return "%016x-%x".formatted(KeyHash.of(json), json.length);
    }
}
