package io.promshard.pgw.exposition;

/**
 * A form in which metrics are exposed, and how it treats names beyond the old alphabet.
 */
public record Format(Kind kind, Escaping escaping) {

    /** What every reader understands. */
    public static final Format PLAIN = new Format(Kind.TEXT, Escaping.UNDERSCORES);

    /** The value of the header {@code Content-Type}. */
    public String contentType() {
        return kind.contentType + "; escaping=" + escaping.term();
    }

    /** The forms that a Pushgateway has, but for protobuf as text, which is for debugging and differs from build to build. */
    public enum Kind {
        TEXT("text/plain; version=0.0.4; charset=utf-8"),
        PROTOBUF("application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited");

        private final String contentType;

        Kind(String contentType) {
            this.contentType = contentType;
        }
    }
}
