package io.promshard.target.discovery.http;

import io.promshard.shard.http.LimitedInput;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.discovery.TargetSource;
import io.promshard.target.discovery.format.JsonGroups;
import io.promshard.target.model.DiscoveredTarget;
import io.promshard.target.model.TargetGroup;
import io.promshard.target.spec.SourceSpec;
import io.promshard.target.spec.SourceSpec.Mapping;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Targets that a server answers with. What Prometheus' http_sd would not take fails here too: any status but 200, any content type but
 * JSON's. An answer that the server calls unmodified is that which it gave before.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/discovery/http/http.go">Prometheus' http_sd</a>
 */
public final class HttpSource implements TargetSource {

    private static final String ORIGIN = "__meta_url";
    private static final Pattern JSON_TYPE =
            Pattern.compile("application/json(;\\s*charset=(\"utf-8\"|utf-8))?", Pattern.CASE_INSENSITIVE);

    private final SourceSpec.Http spec;
    private final Limits limits;
    private final String place;
    private final MappedGroups mapped;
    private final HttpClient client;
    private Remembered last = Remembered.NOTHING;

    /** What is asked for only if it changed. */
    private record Remembered(String etag, String modified, List<DiscoveredTarget> targets) {
        static final Remembered NOTHING = new Remembered("", "", List.of());

        boolean isSomething() {
            return !etag.isEmpty() || !modified.isEmpty();
        }
    }

    /**
     * A source that asks nothing yet.
     *
     * @throws IllegalArgumentException if the method or the mapping cannot be
     */
    public HttpSource(SourceSpec.Http spec, Limits limits) {
        if (!spec.method().equals("GET") && !spec.method().equals("POST")) {
            throw new IllegalArgumentException("the method must be GET or POST, got: " + spec.method());
        }
        this.spec = spec;
        this.limits = limits;
        this.place = String.valueOf(spec.url()).replaceFirst("//[^/@]*@", "//").replaceFirst("[?#].*", "");
        this.mapped = new MappedGroups(spec.mapping(), place, limits);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(spec.timeout())
                .build();
    }

    @Override
    public String name() {
        return "http " + place;
    }

    @Override
    public List<DiscoveredTarget> read() throws SourceException, InterruptedException {
        try {
            HttpResponse<byte[]> answer = new Fetch(
                            client,
                            spec.url(),
                            headers(),
                            new Authorization(spec.credentials()).header(),
                            limits.bytes())
                    .send(spec.method(), spec.body(), spec.timeout());
            return taken(answer);
        } catch (SourceException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith(place) ? e : new SourceException(place + ": " + message, e);
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Accept-Encoding", "gzip");
        headers.put("User-Agent", "promshard-target-sharder");
        headers.put("X-Prometheus-Refresh-Interval-Seconds", seconds());
        if (!last.etag().isEmpty()) {
            headers.put("If-None-Match", last.etag());
        }
        if (!last.modified().isEmpty()) {
            headers.put("If-Modified-Since", last.modified());
        }
        return headers;
    }

    /** As Go prints it: no more digits than it needs. */
    private String seconds() {
        return BigDecimal.valueOf(spec.refresh().toMillis(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    private List<DiscoveredTarget> taken(HttpResponse<byte[]> answer) throws SourceException {
        if (answer.statusCode() == 304 && last.isSomething()) {
            return last.targets();
        }
        if (answer.statusCode() != 200) {
            throw new SourceException("it answered " + answer.statusCode());
        }
        HttpHeaders headers = answer.headers();
        List<DiscoveredTarget> targets = parsed(answer.body(), headers).stream()
                .flatMap(group -> group.each().stream())
                .toList();
        last = new Remembered(
                headers.firstValue("ETag").orElse(""),
                headers.firstValue("Last-Modified").orElse(""),
                targets);
        return targets;
    }

    private List<TargetGroup> parsed(byte[] body, HttpHeaders headers) throws SourceException {
        try (InputStream plain = new LimitedInput(plain(body, headers), limits.bytes(), "it is larger than")) {
            if (!spec.mapping().equals(Mapping.HTTP_SD)) {
                return mapped.parse(plain);
            }
            String type = headers.firstValue("Content-Type").orElse("").strip();
            if (!JSON_TYPE.matcher(type).matches()) {
                throw new SourceException("its content type must be application/json, got " + Limits.quoted(type));
            }
            return JsonGroups.parse(plain, place, limits).stream()
                    .map(group -> new TargetGroup(
                            group.targets(),
                            group.labels().with(ORIGIN, spec.url().toString())))
                    .toList();
        } catch (IOException e) {
            throw new SourceException("its answer cannot be read: " + e, e);
        }
    }

    private static InputStream plain(byte[] body, HttpHeaders headers) throws IOException {
        InputStream bytes = new ByteArrayInputStream(body);
        String encoding = headers.firstValue("Content-Encoding").orElse("");
        return encoding.equalsIgnoreCase("gzip") ? new GZIPInputStream(bytes) : bytes;
    }
}
