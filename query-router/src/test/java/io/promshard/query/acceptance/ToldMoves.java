package io.promshard.query.acceptance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A sharder that tells of the moves that a test makes, in the words of a target-sharder. */
final class ToldMoves implements AutoCloseable {

    private final HttpServer server;
    private final Instant since = Instant.now();
    private volatile String handovers = "";

    ToldMoves() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v1/handovers", exchange -> {
            byte[] answer = answer().getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private String answer() {
        return """
                {"status": "success", "data": {"from": "%1$s", "to": "%2$s", "completeSince": "%1$s", "decides": true, "single": true,
                "clear": false, "echo": 1, "handovers": [%3$s], "collectors": []}}""".formatted(since.minusSeconds(3600), Instant.now(), handovers);
    }

    /** That these targets move from one collector to another; what is not yet is empty. */
    void tell(int first, int end, Instant added, List<Instant> scraped, List<Instant> removed) {
        String more = scraped.stream()
                        .map(time -> ", \"firstScraped\": \"" + time + "\"")
                        .collect(Collectors.joining())
                + removed.stream()
                        .map(time -> ", \"removed\": \"" + time + "\"")
                        .collect(Collectors.joining());
        handovers = IntStream.range(first, end)
                .mapToObj(i -> """
                        {"group": "g", "key": "%1$d", "job": "small", "labels": [{"job": "small", "instance": "t%1$d"}],
                        "from": "p0", "to": "p1", "added": "%2$s", "reason": "rebalanced", "result": "open"%3$s}""".formatted(i, added, more))
                .collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
