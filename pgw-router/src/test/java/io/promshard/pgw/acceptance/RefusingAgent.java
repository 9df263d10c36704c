package io.promshard.pgw.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** An agent that answers reads with nothing and every registration with one status. */
final class RefusingAgent implements AutoCloseable {

    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final int status;

    private RefusingAgent(HttpServer server, int status) {
        this.server = server;
        this.status = status;
    }

    static RefusingAgent start(int status) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RefusingAgent agent = new RefusingAgent(server, status);
            server.createContext("/v1/agent/services", exchange -> answer(exchange, 200, "{}"));
            server.createContext("/v1/health", exchange -> answer(exchange, 200, "[]"));
            server.createContext("/v1/catalog/nodes", exchange -> answer(exchange, 200, "[{}]"));
            server.createContext("/v1/status/leader", exchange -> answer(exchange, 200, "\"127.0.0.1:8300\""));
            server.createContext("/v1/agent/service/register", agent::refuse);
            server.start();
            return agent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refuse(HttpExchange exchange) throws IOException {
        refused.add(JsonMapper.shared()
                .readTree(exchange.getRequestBody().readAllBytes())
                .path("Name")
                .asString());
        answer(exchange, status, "Permission denied");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("X-Consul-Index", "7");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How often it refused to register a service. */
    int refusals(String service) {
        return Collections.frequency(refused, service);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
