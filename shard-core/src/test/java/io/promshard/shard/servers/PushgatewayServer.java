package io.promshard.shard.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Pushgateway. One that keeps its state writes each change to its file at once. */
public final class PushgatewayServer extends Server {

    PushgatewayServer(Launch launch) {
        super(launch);
    }

    /** Where one that keeps its state does so. */
    public Path groups() {
        return file("groups");
    }

    static List<String> arguments(Start start, int port, String directory) {
        List<String> arguments = new ArrayList<>(List.of("--web.listen-address=127.0.0.1:" + port));
        if (start.keepsState()) {
            arguments.add("--persistence.file=" + directory + "/groups");
            arguments.add("--persistence.interval=100ms");
        }
        arguments.addAll(start.args());
        return arguments;
    }
}
