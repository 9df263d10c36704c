package io.promshard.query.web;

import io.promshard.query.error.ErrorType;
import io.promshard.query.wire.ByteSink;
import io.promshard.query.wire.JsonText;
import io.promshard.query.wire.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The text of an error: the envelope of the API below {@code /api/}, and a line elsewhere, as a Prometheus has it.
 *
 * @param contentType of the text
 */
record HttpError(String contentType, String text) {

    private static final String API = "/api/";

    /** What Go's server says; other statuses are rare enough to go without words of their own. */
    private static final Map<Integer, String> WORDS = Map.of(
            400, "the request is malformed",
            403, "it is not for who asks",
            404, "404 page not found",
            405, "Method Not Allowed",
            413, "http: request body too large",
            414, "the request line is too long",
            431, "the head of the request is too large",
            500, "an internal error; the log has it",
            503, "the server stops");

    /**
     * Of a request that reached none of the API's endpoints, or in which one of them failed unexpectedly.
     *
     * @param path as it came
     */
    static HttpError of(int status, String path) {
        String words = WORDS.getOrDefault(status, "HTTP status " + status);
        return path.startsWith(API) ? envelope(type(status), words) : line(words);
    }

    /** In the envelope of the API. */
    static HttpError envelope(ErrorType type, String message) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            ByteSink sink = new ByteSink(text);
            sink.write(ascii("{\"status\":\"error\",\"errorType\":\"" + type.text() + "\",\"error\":"));
            JsonText.text(Slice.of(message), sink);
            sink.write('}');
            sink.flush();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return new HttpError("application/json", text.toString(StandardCharsets.UTF_8));
    }

    /** As plain text. */
    static HttpError line(String message) {
        return new HttpError("text/plain;charset=utf-8", message + "\n");
    }

    private static ErrorType type(int status) {
        return switch (status) {
            case 403 -> ErrorType.FORBIDDEN;
            case 404 -> ErrorType.NOT_FOUND;
            case 503 -> ErrorType.UNAVAILABLE;
            default -> status < 500 ? ErrorType.BAD_DATA : ErrorType.INTERNAL;
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
