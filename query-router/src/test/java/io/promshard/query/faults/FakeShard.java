package io.promshard.query.faults;

import static org.awaitility.Awaitility.await;

import io.promshard.shard.servers.Ports;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A Prometheus with one series whose every move is given. It answers inspections and probes, and the rest until told otherwise. */
final class FakeShard implements AutoCloseable {

    private final String name;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Socket> crowd = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Reaction reaction = Reaction.WELL;
    private volatile ServerSocket server;
    private volatile Thread acceptor;

    FakeShard(String name) {
        this.name = name;
        this.port = Ports.free();
        this.server = bound(port, 128);
        this.acceptor = acceptorOf(server);
    }

    String name() {
        return name;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** How often it was asked for something that is no inspection and no probe. */
    int asked() {
        return asked.get();
    }

    void reacts(Reaction now) {
        reaction = now;
    }

    /** As a killed process: connections end and new ones are refused. */
    void dies() {
        close(server);
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(FakeShard::close);
    }

    /** As a host behind a firewall that drops packets: the kernel takes backlog + 1 connections, and is silent to all others. */
    void vanishes() throws IOException {
        dies();
        server = bound(port, 1);
        for (int i = 0; i < 2; i++) {
            crowd.add(new Socket(InetAddress.getLoopbackAddress(), port));
        }
    }

    /** Well again, whatever it was before. */
    void recovers() {
        reaction = Reaction.WELL;
        if (server.isClosed() || !crowd.isEmpty()) {
            close();
            crowd.clear();
            server = bound(port, 128);
            acceptor = acceptorOf(server);
        }
    }

    @Override
    public void close() {
        crowd.forEach(FakeShard::close);
        dies();
    }

    /** A closed socket is gone only once the thread that accepts has left it. */
    private static ServerSocket bound(int port, int backlog) {
        return await().ignoreExceptionsInstanceOf(BindException.class)
                .until(() -> bind(port, backlog), ServerSocket::isBound);
    }

    private static ServerSocket bind(int port, int backlog) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), backlog);
        return socket;
    }

    /** The port refuses connections once this thread has left it, which is later than the close of the socket. */
    private Thread acceptorOf(ServerSocket on) {
        return Thread.ofVirtual().start(() -> accept(on));
    }

    private void accept(ServerSocket on) {
        try {
            while (true) {
                Socket connection = on.accept();
                open.add(connection);
                if (on.isClosed()) {
                    close(connection);
                }
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over, or the shard plays dead.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            for (Call call = Call.next(name, connection); call != null; call = Call.next(name, connection)) {
                if (call.isOfTheRouter()) {
                    Reaction.WELL.to(call);
                } else {
                    asked.incrementAndGet();
                    reaction.to(call);
                }
            }
        } catch (IOException closed) {
            // By either side, which the test sees in its own way.
        } finally {
            open.remove(connection);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
