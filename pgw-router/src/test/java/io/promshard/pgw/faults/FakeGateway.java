package io.promshard.pgw.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A gateway whose every move is given. It is well and takes all pushes until told otherwise. */
final class FakeGateway implements AutoCloseable {

    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private volatile Reaction toPushes = Reaction.answer(200);
    private volatile Reaction toProbes = Reaction.answer(200, "OK");
    private volatile ServerSocket server;
    private volatile Thread acceptor;

    FakeGateway() {
        this.server = listen(0);
        this.acceptor = acceptorOf(server);
        this.port = server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String id() {
        return "127.0.0.1:" + port;
    }

    FakeGateway onPush(Reaction reaction) {
        toPushes = reaction;
        return this;
    }

    FakeGateway onProbe(Reaction reaction) {
        toProbes = reaction;
        return this;
    }

    /** Neither answers nor reads any more, as a stopped process. */
    FakeGateway hangs() {
        return onPush(Reaction.hang()).onProbe(Reaction.hang());
    }

    /** The pushes of which at least the head came. */
    List<Push> pushes() {
        return pushes;
    }

    /** Connections of the router's that are open, probes among them. */
    int openConnections() {
        return open.size();
    }

    /** Closes those that wait for a next request, as a server does that has its fill of idle ones. */
    void closeConnections() {
        open.forEach(FakeGateway::close);
    }

    /** As a killed process: connections end and new ones are refused. */
    void die() {
        close();
    }

    void revive() {
        server = listen(port);
        acceptor = acceptorOf(server);
    }

    @Override
    public void close() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeConnections();
    }

    private ServerSocket listen(int on) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 128);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port refuses connections once this thread has left it, which is later than the close of the socket. */
    private Thread acceptorOf(ServerSocket socket) {
        return Thread.ofVirtual().start(() -> accept(socket));
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
            // The test is over, or the gateway plays dead.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            HttpInput in = new HttpInput(connection.getInputStream());
            for (HttpInput.Head head = in.head(); head != null; head = in.head()) {
                boolean probe = head.start().startsWith("GET ");
                Push push = new Push(head, connection.getPort());
                if (!probe) {
                    pushes.add(push);
                }
                (probe ? toProbes : toPushes).to(new Call(push, in, connection));
            }
        } catch (IOException closed) {
            // By either side, which the test sees in its own way.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A push as it came. */
    static final class Push {

        private final HttpInput.Head head;
        private volatile byte[] body = new byte[0];
        private volatile boolean complete;

        private final int port;

        private Push(HttpInput.Head head, int port) {
            this.head = head;
            this.port = port;
        }

        /** Tells the connections of the router's apart. */
        int port() {
            return port;
        }

        HttpInput.Head head() {
            return head;
        }

        String method() {
            return head.start().split(" ", 3)[0];
        }

        String target() {
            return head.start().split(" ", 3)[1];
        }

        byte[] body() {
            return body;
        }

        boolean complete() {
            return complete;
        }

        @Override
        public String toString() {
            return head.start() + (complete ? "" : " (cut)");
        }
    }

    /** A request in the hands of a {@link Reaction}. */
    record Call(Push push, HttpInput in, Socket connection) {

        void readBody() throws IOException {
            push.body = in.body(push.head());
            push.complete = true;
        }

        void write(String text) throws IOException {
            connection.getOutputStream().write(Reaction.bytes(text));
            connection.getOutputStream().flush();
        }

        void close() throws IOException {
            connection.close();
        }

        /** Without reading more than shows the end, so that a big body stays in its sender's hands. */
        void awaitEnd() throws IOException {
            if (push.complete || !push.head().has("Content-Length")) {
                while (in.next() >= 0) {}
            } else {
                awaitReset();
            }
        }

        private void awaitReset() {
            LockSupport.parkNanos(20_000_000_000L);
        }
    }
}
