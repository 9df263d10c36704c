package io.promshard.query.client;

import java.util.Map;

/** The body of a request that is no form, and the headers that say what it is. */
public final class Upload {

    private final byte[] bytes;
    private final Map<String, String> headers;

    /**
     * Makes one.
     *
     * @param bytes which must not change any more
     * @param headers by name, {@code Content-Type} among them
     */
    public Upload(byte[] bytes, Map<String, String> headers) {
        this.bytes = bytes;
        this.headers = Map.copyOf(headers);
    }

    /** The body itself, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
