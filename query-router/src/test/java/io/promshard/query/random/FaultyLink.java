package io.promshard.query.random;

import io.promshard.shard.servers.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections to a server, with whatever can happen to what it answers; half of what comes while there is trouble comes well all the same,
 * so that one query can meet both. One thread gives it troubles.
 */
final class FaultyLink implements AutoCloseable {

    private static final int BUFFER = 16 << 10;

    private final int server;
    private final int port = Ports.free();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Trouble trouble = Trouble.NONE;
    private ServerSocket listener;

    /** What happens to answers. */
    enum Trouble {
        NONE,
        /** There is nobody at the address. */
        REFUSES,
        /** Takes everything, and gives nothing. */
        HANGS,
        SLOW,
        /** Ends within an answer. */
        CUTS,
        RESETS,
        /** Bytes become zeros. */
        GARBLES,
        /** Bytes are lost. */
        LOSES
    }

    FaultyLink(int server) {
        this.server = server;
        this.listener = listen();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    boolean isWell() {
        return trouble == Trouble.NONE;
    }

    void gets(Trouble next) {
        Trouble before = trouble;
        trouble = next;
        if (next == Trouble.REFUSES) {
            close();
        } else if (before == Trouble.REFUSES) {
            listener = listen();
        } else if (before == Trouble.HANGS) {
            open.forEach(FaultyLink::close);
        }
    }

    @Override
    public void close() {
        close(listener);
        open.forEach(FaultyLink::close);
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Thread.ofVirtual().start(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket near = socket.accept();
                open.add(near);
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException e) {
                close(socket);
            }
        }
    }

    private void connect(Socket near) {
        try (near;
                Socket far = new Socket(InetAddress.getLoopbackAddress(), server)) {
            open.add(far);
            Thread.ofVirtual().start(() -> pass(near, far));
            answer(far.getInputStream(), near);
            open.remove(far);
        } catch (IOException e) {
            // Both ends are closed by now.
        } finally {
            open.remove(near);
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Both ends are closed by now.
        }
    }

    private void answer(InputStream from, Socket near) throws IOException {
        OutputStream to = near.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
            int at = ThreadLocalRandom.current().nextInt(length);
            switch (now()) {
                case NONE, REFUSES -> to.write(buffer, 0, length);
                case HANGS -> to.flush();
                case SLOW -> {
                    LockSupport.parkNanos(
                            Duration.ofMillis(ThreadLocalRandom.current().nextInt(600))
                                    .toNanos());
                    to.write(buffer, 0, length);
                }
                case CUTS -> {
                    to.write(buffer, 0, at);
                    return;
                }
                case RESETS -> {
                    to.write(buffer, 0, at);
                    near.setSoLinger(true, 0);
                    return;
                }
                case GARBLES -> {
                    buffer[at] = 0;
                    to.write(buffer, 0, length);
                }
                case LOSES -> {
                    to.write(buffer, 0, at / 2);
                    to.write(buffer, at, length - at);
                }
            }
        }
    }

    private Trouble now() {
        Trouble now = trouble;
        boolean always = now == Trouble.HANGS || now == Trouble.REFUSES;
        return always || ThreadLocalRandom.current().nextBoolean() ? now : Trouble.NONE;
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket did not close", e);
        }
    }
}
