package io.promshard.target.publish.sd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promshard.target.publish.Gzip;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An answer over HTTP: JSON, or nothing. Nobody may write to its body. */
public final class Reply {

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] NOTHING = new byte[0];

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Reply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body;
    }

    /** The JSON, compressed if the client takes that. Costs the compression. */
    public static Reply json(byte[] json, String acceptEncoding) {
        return Negotiation.takesGzip(acceptEncoding)
                ? ok(Gzip.of(json), Map.of("Vary", "Accept-Encoding", "Content-Encoding", "gzip"))
                : ok(json, Map.of("Vary", "Accept-Encoding"));
    }

    static Reply ok(byte[] json, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Content-Type", "application/json");
        return new Reply(200, all, json);
    }

    /** Says by its status all that there is to say. */
    public static Reply empty(int status, Map<String, String> headers) {
        return new Reply(status, headers, NOTHING);
    }

    /** The question makes no sense. */
    public static Reply badRequest(String error) {
        return new Reply(400, Map.of("Content-Type", "application/json"), error(error));
    }

    /** There is no such thing; the error names what is not known. */
    public static Reply notFound(String error) {
        return new Reply(404, Map.of("Content-Type", "application/json"), error(error));
    }

    /** Not now: to be asked again after a while. */
    public static Reply unavailable(String error, Duration retryAfter) {
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json", "Retry-After", String.valueOf(Math.max(1, retryAfter.toSeconds())));
        return new Reply(503, headers, error(error));
    }

    /** Of a group of which nothing was published since this instance started. */
    public static Reply unknownYet(String group) {
        return unavailable(
                "the targets of group \"" + group + "\" are not known yet: nothing was published since the start",
                Duration.ofSeconds(5));
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    private static byte[] error(String message) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeName("status").writeString("error");
            json.writeName("error").writeString(message);
            json.writeEndObject();
        }
        return text.toString().getBytes(UTF_8);
    }
}
