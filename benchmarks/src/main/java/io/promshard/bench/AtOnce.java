package io.promshard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long several servers take that are asked the same at once, by a client that does nothing else: what a router over them cannot be
 * faster than. Needs nothing but the JDK, so that it can be run as a source file.
 */
public final class AtOnce {

    private static final int LARGEST = 1 << 20;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "\ncontent-length:";

    private AtOnce() {}

    /**
     * Prints the median of the second half of the requests, in milliseconds.
     *
     * @param args a path with its query, how many requests, and ports of this machine
     */
    public static void main(String[] args) throws Exception {
        byte[] request =
                ("GET " + args[0] + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        List<Socket> servers = new ArrayList<>();
        for (String port : Arrays.copyOfRange(args, 2, args.length)) {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
            server.setTcpNoDelay(true);
            servers.add(server);
        }
        double[] millis = new double[Integer.parseInt(args[1])];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = ask(servers, request);
            Thread.sleep(1);
        }
        double[] warm = Arrays.copyOfRange(millis, millis.length / 2, millis.length);
        Arrays.sort(warm);
        System.out.printf("%.3f%n", warm[warm.length / 2]);
        for (Socket server : servers) {
            server.close();
        }
    }

    private static double ask(List<Socket> servers, byte[] request) throws IOException {
        long start = System.nanoTime();
        for (Socket server : servers) {
            server.getOutputStream().write(request);
        }
        for (Socket server : servers) {
            readAnswer(server.getInputStream());
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** Only answers that tell their length; a longer one than the buffer fails. */
    private static void readAnswer(InputStream in) throws IOException {
        byte[] buffer = new byte[LARGEST];
        int have = 0;
        int need = Integer.MAX_VALUE;
        while (have < need) {
            int read = in.read(buffer, have, buffer.length - have);
            if (read <= 0) {
                throw new IOException("an answer ended after " + have + " bytes");
            }
            have += read;
            need = need == Integer.MAX_VALUE ? length(buffer, have) : need;
        }
    }

    private static int length(byte[] buffer, int have) {
        String head = new String(buffer, 0, have, StandardCharsets.ISO_8859_1);
        int end = head.indexOf(END_OF_HEAD);
        if (end < 0) {
            return Integer.MAX_VALUE;
        }
        String small = head.substring(0, end + 1).toLowerCase(Locale.ROOT);
        int at = small.indexOf(LENGTH) + LENGTH.length();
        return end
                + END_OF_HEAD.length()
                + Integer.parseInt(small.substring(at, small.indexOf('\r', at)).trim());
    }
}
