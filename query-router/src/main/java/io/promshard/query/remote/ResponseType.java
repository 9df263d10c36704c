package io.promshard.query.remote;

/** In what form series are answered. */
public enum ResponseType {
    /** One message with all samples, in a block of Snappy. */
    SAMPLES("application/x-protobuf"),

    /** A frame a series, with its chunks as they are in storage: some samples lie before or after what was asked for. */
    STREAMED_XOR_CHUNKS("application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse");

    private final String contentType;

    ResponseType(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    /** Whether an answer of that type is one of these, by its media type alone. */
    public boolean isOf(String answered) {
        return mediaType(answered).equalsIgnoreCase(mediaType(contentType));
    }

    private static String mediaType(String type) {
        return type.split(";", 2)[0].strip();
    }
}
