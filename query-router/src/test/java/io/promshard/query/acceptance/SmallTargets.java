package io.promshard.query.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many targets behind one port, told apart by their paths: each has a gauge of its number, and a counter of seconds. */
final class SmallTargets implements AutoCloseable {

    private final HttpServer server;
    private final long start = System.nanoTime();

    SmallTargets() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/t/", this::scraped);
        server.start();
    }

    /** Those from one number to another, excluded, as file_sd. */
    String groups(int from, int to, String labels) {
        String address = "127.0.0.1:" + server.getAddress().getPort();
        return IntStream.range(from, to)
                .mapToObj(i -> """
                        {"targets": ["%1$s"], "labels": {"__metrics_path__": "/t/%2$d", "instance": "t%2$d"%3$s}}""".formatted(address, i, labels))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private void scraped(HttpExchange exchange) throws IOException {
        String number = exchange.getRequestURI().getPath().substring(3);
        String page =
                String.format(Locale.ROOT, "x %s%ny_total %.6f%n", number, (System.nanoTime() - start) / 1e9 * 10);
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
