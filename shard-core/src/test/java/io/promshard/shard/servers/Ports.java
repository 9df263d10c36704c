package io.promshard.shard.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Free ports of 127.0.0.1, from below those that the kernel gives to outgoing connections.
 *
 * <p>A server that is restarted would else find its port taken by a client's connection.
 */
public final class Ports {

    private static final int LOWEST = 20_000;
    private static final int ABOVE = 32_000;

    private Ports() {}

    /** A port that nothing listened on just now. */
    public static int free() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, ABOVE))
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
