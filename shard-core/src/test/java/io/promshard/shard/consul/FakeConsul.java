package io.promshard.shard.consul;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * A server in Consul's place that answers what a test tells it to.
 *
 * <p>Each path gives its answers one after another; when they are used up it hangs, as a blocking query does. It has a
 * leader, a node, and no secrets until a test says otherwise.
 */
public final class FakeConsul implements AutoCloseable {

    static final String HEALTH = "/v1/health/service/";
    static final String LEADER = "/v1/status/leader";
    static final String CONFIG = "/v1/config/";
    static final String NODES = "/v1/catalog/nodes";
    static final String SERVICES = "/v1/agent/services";
    static final String REGISTER = "/v1/agent/service/register";

    private final HttpServer server;
    private final String scheme;
    private final Map<String, ConcurrentLinkedQueue<HttpHandler>> answers = new ConcurrentHashMap<>();
    private final Map<String, HttpHandler> always = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private FakeConsul(HttpServer server, String scheme) throws IOException {
        this.server = server;
        this.scheme = scheme;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        always(LEADER, json(0, "\"127.0.0.1:8300\""));
        always(CONFIG, status(404, "Config entry not found"));
        always(NODES, json(1, "[{}]"));
    }

    public static FakeConsul start() throws IOException {
        return new FakeConsul(HttpServer.create(), "http");
    }

    static FakeConsul startTls(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new FakeConsul(server, "https");
    }

    public ConsulSettings settings() {
        return ConsulSettings.at(
                URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** Adds to the answers of a path, or of all that begin with it. */
    public FakeConsul then(String path, HttpHandler... more) {
        answers.computeIfAbsent(path, key -> new ConcurrentLinkedQueue<>()).addAll(List.of(more));
        return this;
    }

    /** Answers the same each time, once the others are used up. */
    public FakeConsul always(String path, HttpHandler answer) {
        always.put(path, answer);
        return this;
    }

    /** Those to a path, in order, without the query for the leader. */
    public List<Request> requests(String path) {
        return requests.stream()
                .filter(request -> request.uri().getPath().startsWith(path))
                .toList();
    }

    public static HttpHandler json(long index, String body) {
        return exchange -> {
            exchange.getResponseHeaders().set("X-Consul-Index", String.valueOf(index));
            send(exchange, 200, body);
        };
    }

    public static HttpHandler status(int status, String body) {
        return exchange -> send(exchange, status, body);
    }

    /** Sends the head of an answer and never its body. */
    HttpHandler stalling() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            hang(exchange);
        };
    }

    /** Answers nothing until the end of the test. */
    public void hang(HttpExchange exchange) throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Consul-Token")),
                body));
        next(exchange.getRequestURI().getPath()).handle(exchange);
    }

    private HttpHandler next(String path) {
        return answers.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .flatMap(entry -> Optional.ofNullable(entry.getValue().poll()).stream())
                .findFirst()
                .orElseGet(() -> always.entrySet().stream()
                        .filter(entry -> path.startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(this::hang));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** What was asked. */
    public record Request(String method, URI uri, Optional<String> token, String body) {}
}
