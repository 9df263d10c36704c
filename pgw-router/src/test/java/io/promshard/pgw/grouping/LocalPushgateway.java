package io.promshard.pgw.grouping;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.promshard.shard.servers.Ports;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Pushgateway from a local binary, with the mux of the official builds, whoever built it. */
record LocalPushgateway(Process process, int port) implements AutoCloseable {

    static LocalPushgateway start(String... flags) throws IOException {
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(binary().toString(), "--web.listen-address=127.0.0.1:" + port));
        command.addAll(List.of(flags));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File("target", "pushgateway-" + port + ".log"));
        builder.environment().put("GODEBUG", "httpmuxgo121=0");
        LocalPushgateway gateway = new LocalPushgateway(builder.start(), port);
        await().until(gateway::listens);
        return gateway;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path binary() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        Stream.ofNullable(System.getenv("PROMSHARD_SERVERS")),
                        Stream.concat(Stream.of("../.servers/bin"), Arrays.stream(path.split(File.pathSeparator))))
                .flatMap(folder -> Stream.of("pushgateway", "prometheus-pushgateway")
                        .map(name -> Path.of(folder, name).toAbsolutePath()))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(LocalPushgateway::missing);
    }

    private static Path missing() {
        String why = "no pushgateway in PROMSHARD_SERVERS, in .servers/bin or on the PATH";
        return "required".equals(System.getProperty("servers")) ? fail(why) : abort(why);
    }
}
