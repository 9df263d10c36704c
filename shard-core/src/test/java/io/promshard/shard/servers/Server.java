package io.promshard.shard.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real server that a test may stop, kill, freeze and start again on the same port. Used by one test thread.
 *
 * <p>Its output is in {@link #log()}.
 */
public abstract sealed class Server implements AutoCloseable
        permits ConsulServer, PushgatewayServer, PrometheusServer, ChromedriverServer {

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Launch launch;
    private final Running running;

    Server(Launch launch) {
        this.launch = launch;
        this.running = Providers.prepare(launch);
    }

    /** Without a slash at the end. */
    public URI url() {
        return URI.create("http://" + address());
    }

    /** {@code 127.0.0.1:port}. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return launch.port();
    }

    public Path log() {
        return launch.log();
    }

    public boolean alive() {
        return running.alive();
    }

    /** SIGTERM; returns when it has ended. */
    public void stop() {
        running.signal(Signal.CONT);
        end(Signal.TERM);
    }

    /** SIGKILL; returns when it has ended. */
    public void kill9() {
        end(Signal.KILL);
    }

    /** SIGSTOP: it keeps its sockets, the kernel accepts connections for it, and nothing is answered. */
    public void pause() {
        running.signal(Signal.STOP);
    }

    /** SIGCONT. */
    public void resume() {
        running.signal(Signal.CONT);
    }

    /** Starts it again with the same command line, after stopping it if it is alive; returns when it is ready. */
    public void restart() {
        if (alive()) {
            stop();
        }
        start();
    }

    /** Ends it for good. */
    @Override
    public void close() {
        running.close();
    }

    void start() {
        running.start();
        await().alias(launch.name() + " to be ready, see " + launch.log())
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(20))
                .failFast(launch.name() + " has ended, see " + launch.log(), () -> !alive())
                .until(this::ready);
    }

    private void end(Signal signal) {
        running.signal(signal);
        await().alias("the end of " + launch.name()).atMost(ENDS_WITHIN).until(() -> !alive());
    }

    private boolean ready() {
        try {
            HttpResponse<String> answer = send(request(launch.kind().readyPath()));
            return answer.statusCode() == 200 && !answer.body().equals("\"\"");
        } catch (IOException e) {
            return false;
        }
    }

    /** Of its directory. */
    Path file(String name) {
        return launch.directory().resolve(name);
    }

    /** Asks the server, for what its kind offers to tests. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(5));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
