package io.promshard.shard.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * Starts real servers, each ready when it is handed out, and ends them all at its close. Used by one test thread.
 *
 * <p>Where a server cannot be had, asking for it skips the test, or fails it with {@code -Dservers=required}. Logs and
 * data are in {@code target/servers}.
 */
public final class Servers implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "servers").toAbsolutePath();

    private final List<Server> started = new ArrayList<>();

    private Servers() {}

    /** For what a parameter of a test cannot serve, such as a context's properties; the caller closes it. */
    public static Servers open() {
        return new Servers();
    }

    /** A dev agent, which forgets all at a restart. */
    public ConsulServer consul() {
        return consul(Start.PLAIN);
    }

    public ConsulServer consul(Start start) {
        Launch launch = launch(ServerKind.CONSUL, start, ConsulServer::arguments);
        return started(new ConsulServer(launch));
    }

    /** A gateway that keeps nothing. */
    public PushgatewayServer pushgateway() {
        return pushgateway(Start.PLAIN);
    }

    public PushgatewayServer pushgateway(Start start) {
        Launch launch = launch(ServerKind.PUSHGATEWAY, start, PushgatewayServer::arguments);
        return started(new PushgatewayServer(launch));
    }

    /** A Prometheus with the content of a {@code prometheus.yml}. */
    public PrometheusServer prometheus(String yaml) {
        return prometheus(yaml, Start.PLAIN);
    }

    public PrometheusServer prometheus(String yaml, Start start) {
        PrometheusServer prometheus =
                new PrometheusServer(launch(ServerKind.PROMETHEUS, start, PrometheusServer::arguments));
        prometheus.write(yaml);
        return started(prometheus);
    }

    /** A Chromium is behind it, which must be there too. */
    public ChromedriverServer chromedriver() {
        Launch launch = launch(ServerKind.CHROMEDRIVER, Start.PLAIN, ChromedriverServer::arguments);
        return started(new ChromedriverServer(launch));
    }

    /** Ends them, the last one first. */
    @Override
    public void close() {
        started.reversed().forEach(Server::close);
        started.clear();
    }

    private <S extends Server> S started(S server) {
        started.add(server);
        server.start();
        return server;
    }

    private static Launch launch(ServerKind kind, Start start, CommandLine commandLine) {
        Providers.whyNot(kind).ifPresent(Servers::abort);
        int port = start.port() > 0 ? start.port() : Ports.free();
        Path directory = create(kind.program() + "-" + port);
        return new Launch(kind, port, directory, commandLine.of(start, port, directory.toString()));
    }

    private static void abort(String why) {
        throw new TestAbortedException(Availability.missing(why));
    }

    /** A new one each time, since ports come back. */
    private static Path create(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(FOLDER), name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a kind of server is called. */
    private interface CommandLine {
        List<String> of(Start start, int port, String directory);
    }
}
