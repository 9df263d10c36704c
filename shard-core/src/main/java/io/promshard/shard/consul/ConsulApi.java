package io.promshard.shard.consul;

import io.promshard.shard.consul.ConsulException.Refused;
import io.promshard.shard.consul.ConsulException.Unreachable;
import io.promshard.shard.http.LimitedBody;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one Consul agent over HTTP/1.1. Any thread may; each call blocks until the answer, and can be interrupted. */
public final class ConsulApi implements AutoCloseable {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration LEADER_WITHIN = Duration.ofSeconds(1);
    private static final int EXCERPT = 200;

    /** Far above what a large catalogue or a stored value takes. */
    private static final long LONGEST_ANSWER = 256L * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final ConsulSettings settings;
    private final HttpClient client;

    public ConsulApi(ConsulSettings settings) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_WITHIN);
        this.settings = settings;
        this.client = (settings.tls() == null ? builder : builder.sslContext(settings.tls())).build();
    }

    ConsulSettings settings() {
        return settings;
    }

    /** How long a blocking query may block. */
    public Duration maxWait() {
        return settings.maxWait();
    }

    /** @param timeout for the whole answer, body included */
    ConsulReply get(String path, Duration timeout) throws ConsulException, InterruptedException {
        return ask("GET", path, NOTHING, timeout);
    }

    void put(String path, String json, Duration timeout) throws ConsulException, InterruptedException {
        ask("PUT", path, json.getBytes(StandardCharsets.UTF_8), timeout);
    }

    /**
     * Asks anything.
     *
     * @param body empty for none
     * @param timeout for the whole answer, body included
     * @param accepted statuses other than 200 that are an answer too; all others are a {@link Refused}
     */
    public ConsulReply ask(String method, String path, byte[] body, Duration timeout, int... accepted)
            throws ConsulException, InterruptedException {
        String token = token();
        HttpResponse<byte[]> response = send(request(method, path, body, token), timeout);
        int status = response.statusCode();
        if (status != 200 && Arrays.stream(accepted).noneMatch(each -> each == status)) {
            throw new Refused(method + " " + shown(path) + " answered " + status + ": "
                    + excerpt(new String(response.body(), StandardCharsets.UTF_8), token));
        }
        return new ConsulReply(status, response.body(), index(response), filtered(response));
    }

    /** Whether a GET is answered 403; any other answer is none of its business. */
    boolean forbids(String path, Duration timeout) throws ConsulException, InterruptedException {
        return send(request("GET", path, NOTHING, token()), timeout).statusCode() == 403;
    }

    /** Whether the agent answers and knows a leader; takes a second at most. */
    boolean hasLeader() throws InterruptedException {
        try {
            return get("/v1/status/leader", LEADER_WITHIN).text().strip().matches("\".+\"");
        } catch (ConsulException e) {
            return false;
        }
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Makes a name fit for a path's segment or a parameter's value. */
    public static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A header that cannot carry the token is found out here, as the JDK's own message would quote it. */
    private String token() throws Refused {
        String token;
        try {
            token = settings.token().get().strip();
        } catch (RuntimeException e) {
            throw new Refused("the ACL token cannot be read: " + e);
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new Refused("the ACL token has characters that no token has");
        }
        return token;
    }

    private HttpRequest request(String method, String path, byte[] body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.address() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return (token.isEmpty() ? request : request.header("X-Consul-Token", token)).build();
    }

    /** Times the wait itself: the JDK's request timeout ends with the headers and would let a body trickle for ever. */
    private HttpResponse<byte[]> send(HttpRequest request, Duration timeout) throws Unreachable, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request, head -> new LimitedBody(LONGEST_ANSWER, "the answer is longer than"));
        try {
            return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new Unreachable(shown(request) + " failed: " + e.getCause());
        } catch (TimeoutException e) {
            throw new Unreachable(shown(request) + " was not answered within " + timeout.toMillis() + " ms");
        } finally {
            response.cancel(true);
        }
    }

    private static OptionalLong index(HttpResponse<?> response) throws Refused {
        try {
            return response.headers().firstValueAsLong("X-Consul-Index");
        } catch (NumberFormatException e) {
            throw new Refused(response.uri() + " answered with an X-Consul-Index that is no number");
        }
    }

    private static boolean filtered(HttpResponse<?> response) {
        return response.headers()
                .firstValue("X-Consul-Results-Filtered-By-ACLs")
                .map(Boolean::parseBoolean)
                .orElse(false);
    }

    private static String shown(HttpRequest request) {
        return request.method() + " " + shown(request.uri().toString());
    }

    /** Without the parameters, which change from one query to the next while the trouble is the same. */
    private static String shown(String path) {
        return path.replaceFirst("\\?.*", "");
    }

    private static String excerpt(String body, String token) {
        String safe = token.isEmpty() ? body : body.replace(token, "<token>");
        String line = safe.strip().replaceAll("\\s+", " ");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
