package io.promshard.shard.servers;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a server is to be started, beyond what its kind always needs.
 *
 * @param port 0 for a free one
 * @param args put at the end of its command line
 * @param keepsState whether a restart finds what was there before; a Prometheus always keeps its data
 */
public record Start(int port, List<String> args, boolean keepsState) {

    public static final Start PLAIN = new Start(0, List.of(), false);

    public Start {
        args = List.copyOf(args);
    }

    public Start onPort(int newPort) {
        return new Start(newPort, args, keepsState);
    }

    public Start with(String... more) {
        return new Start(port, Stream.concat(args.stream(), Stream.of(more)).toList(), keepsState);
    }

    public Start keepingState() {
        return new Start(port, args, true);
    }
}
