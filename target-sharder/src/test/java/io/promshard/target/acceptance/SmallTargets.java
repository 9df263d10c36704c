package io.promshard.target.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many targets behind one port, told apart by their paths, which note down when each was scraped. */
final class SmallTargets implements AutoCloseable {

    private static final byte[] EXPOSITION =
            "# TYPE small gauge\nsmall{n=\"1\"} 1\nsmall{n=\"2\"} 2\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final List<List<Long>> scrapes = new ArrayList<>();

    SmallTargets(int count) {
        for (int i = 0; i < count; i++) {
            scrapes.add(new ArrayList<>());
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/t/", this::scraped);
        server.start();
    }

    int count() {
        return scrapes.size();
    }

    /** As file_sd. */
    String groups() {
        String address = "127.0.0.1:" + server.getAddress().getPort();
        return IntStream.range(0, count())
                .mapToObj(i -> """
                        {"targets": ["%1$s"], "labels": {"__metrics_path__": "/t/%2$d", "instance": "t%2$d"}}""".formatted(address, i))
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    /** When that target was scraped, in ms, oldest first. */
    List<Long> scrapes(int target) {
        List<Long> times = scrapes.get(target);
        synchronized (times) {
            return List.copyOf(times);
        }
    }

    private void scraped(HttpExchange exchange) throws IOException {
        long now = System.currentTimeMillis();
        List<Long> times =
                scrapes.get(Integer.parseInt(exchange.getRequestURI().getPath().substring(3)));
        synchronized (times) {
            times.add(now);
        }
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, EXPOSITION.length);
            exchange.getResponseBody().write(EXPOSITION);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
