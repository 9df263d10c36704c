package io.promshard.target.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.promshard.shard.servers.Ports;
import io.promshard.target.agent.serve.AgentDesk;
import io.promshard.target.agent.serve.AgentLimits;
import io.promshard.target.agent.serve.AgentPoll;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.Version;
import io.promshard.target.publish.sd.Reply;
import io.promshard.target.publish.sd.SdEndpoint;
import io.promshard.target.publish.sd.ServedLists;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A sharder reduced to what it serves, over HTTP. */
public final class SdServer implements AutoCloseable {

    private final ServedLists lists = new ServedLists(new Encodings(), Runnable::run);
    private final SdEndpoint endpoint = new SdEndpoint(lists);
    private final AgentDesk desk;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    public SdServer(Duration longestWait) {
        this.desk = new AgentDesk(lists, new AgentLimits(longestWait, 100, 10), Clock.systemUTC(), System::nanoTime);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/sd/", exchange -> answer(exchange, list(exchange)));
        server.createContext("/api/v1/agent/", exchange -> answer(exchange, poll(exchange)));
        server.start();
    }

    public ServedLists lists() {
        return lists;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private Reply list(HttpExchange exchange) {
        String[] path = exchange.getRequestURI().getPath().split("/", 5);
        return endpoint.answer(
                path[2], path[3], path[4], header(exchange, "If-None-Match"), header(exchange, "Accept-Encoding"));
    }

    private Reply poll(HttpExchange exchange) {
        String[] path = exchange.getRequestURI().getRawPath().split("/", -1);
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        try {
            return desk.poll(new AgentPoll(
                    decoded(path[4]),
                    decoded(path[5]),
                    Version.parse(query.getOrDefault("after", "0")),
                    Version.parse(query.getOrDefault("applied", "0")),
                    query.getOrDefault("agent", ""),
                    query.getOrDefault("error", ""),
                    header(exchange, "Accept-Encoding")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.unavailable("ends", Duration.ofSeconds(1));
        }
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        try (exchange) {
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], decoded(parts[1]));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }
}
