package io.promshard.query.client;

import io.promshard.query.topology.Replica;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server that does, byte for byte, what a test tells it to with each request. Its connections are the client's. */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Long> closed = new CompletableFuture<>();
    private volatile Script script;

    public ScriptedServer(Script script) {
        this.script = script;
        try {
            socket = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** What to do with a request; returning waits for the next one on the connection. */
    @FunctionalInterface
    public interface Script {
        void run(Socket connection) throws IOException, InterruptedException;

        /**
         * The same for who looks at the request.
         *
         * @param request its head and body
         */
        default void run(String request, Socket connection) throws IOException, InterruptedException {
            run(connection);
        }

        /** Whichever the request is worth. */
        static Script choosing(Function<String, Script> choice) {
            return new Script() {
                @Override
                public void run(Socket connection) {
                    throw new UnsupportedOperationException("it looks at requests");
                }

                @Override
                public void run(String request, Socket connection) throws IOException, InterruptedException {
                    choice.apply(request).run(connection);
                }
            };
        }

        /** An answer with its length. */
        static Script answer(int status, String body) {
            return connection -> write(connection, """
                    HTTP/1.1 %d X\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(status, body.length(), body));
        }

        /** Nothing, until the client closes. */
        static Script silence() {
            return connection -> {};
        }

        /** Sends that text, and then no more. */
        static Script begin(String text) {
            return connection -> write(connection, text);
        }
    }

    public static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    public void now(Script next) {
        script = next;
    }

    /** It has no external labels. */
    public Replica replica() {
        URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        return new Replica("scripted", url, Optional.of(Set.of()));
    }

    /** Head and body of each request. */
    public List<String> requests() {
        return requests;
    }

    /** {@link System#nanoTime} at which the client closed a connection, or reset it. */
    public CompletableFuture<Long> closed() {
        return closed;
    }

    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException over) {
            // The test has ended.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            for (String next = request(connection); next != null; next = request(connection)) {
                script.run(next, connection);
            }
        } catch (IOException reset) {
            // The client's doing, or the script's.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed.complete(System.nanoTime());
        }
    }

    private @Nullable String request(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .findFirst()
                .orElse(0);
        String request = head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        requests.add(request);
        return request;
    }
}
