package io.promshard.shard.servers;

import java.nio.file.Path;
import java.util.List;

/**
 * A server about to be started.
 *
 * @param directory its own, for files that it reads and writes
 * @param args its command line without the program
 */
record Launch(ServerKind kind, int port, Path directory, List<String> args) {

    String name() {
        return kind.program() + "-" + port;
    }

    Path log() {
        return directory.resolveSibling(directory.getFileName() + ".log");
    }
}
