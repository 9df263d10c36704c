package io.promshard.pgw.grouping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Sends empty pushes to a port of this machine with any bytes as their target, which no HTTP client lets through. */
final class RawConnection implements AutoCloseable {

    private final int port;
    private @Nullable Socket socket;

    RawConnection(int port) {
        this.port = port;
    }

    /** Uses one connection for as long as the server keeps it. */
    Answer put(String target) throws IOException {
        Socket open = socket == null ? connect() : socket;
        socket = open;
        String request = "PUT " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
        open.getOutputStream().write(request.getBytes(ISO_8859_1));
        Answer answer = Answer.read(new BufferedInputStream(open.getInputStream()));
        if (answer.last()) {
            close();
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private Socket connect() throws IOException {
        Socket connected = new Socket(InetAddress.getLoopbackAddress(), port);
        connected.setTcpNoDelay(true);
        connected.setSoTimeout(10_000);
        return connected;
    }

    /**
     * A response.
     *
     * @param body without the newline at its end
     * @param last whether the server closes the connection after it
     */
    record Answer(int status, @Nullable String location, String body, boolean last) {

        private static Answer read(InputStream in) throws IOException {
            int status = Integer.parseInt(line(in).split(" ", 3)[1]);
            String location = null;
            boolean last = false;
            int length = -1;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                String[] header = line.split(": ", 2);
                switch (header[0]) {
                    case "Location" -> location = header[1];
                    case "Content-Length" -> length = Integer.parseInt(header[1]);
                    case "Connection" -> last = header[1].equals("close");
                    default -> {}
                }
            }
            byte[] body = length < 0 ? in.readAllBytes() : in.readNBytes(length);
            return new Answer(
                    status,
                    location,
                    ByteStrings.text(new String(body, ISO_8859_1)).stripTrailing(),
                    last);
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("closed within a response, after: " + line);
                }
                line.append((char) c);
            }
            return line.toString().stripTrailing();
        }
    }
}
