package io.promshard.pgw.grouping;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths without empty segments, {@code .} and {@code ..}, as the two routers inside a Pushgateway make them. */
final class CleanPath {

    private CleanPath() {}

    /** As Go's {@code ServeMux} cleans: a slash at the end is kept. */
    static String of(String path) {
        return cleaned(path, path.endsWith("/"));
    }

    /** As httprouter cleans: a dot at the end leaves its slash. */
    static String withFinalDot(String path) {
        return cleaned(path, path.endsWith("/") || path.endsWith("/."));
    }

    private static String cleaned(String path, boolean slashAtEnd) {
        Deque<String> segments = new ArrayDeque<>();
        for (int start = 0; start <= path.length(); ) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            follow(path.substring(start, end), segments);
            start = end + 1;
        }
        String cleaned = "/" + String.join("/", segments);
        return slashAtEnd && !segments.isEmpty() ? cleaned + "/" : cleaned;
    }

    private static void follow(String segment, Deque<String> segments) {
        switch (segment) {
            case "", "." -> {}
            case ".." -> segments.pollLast();
            default -> segments.addLast(segment);
        }
    }
}
