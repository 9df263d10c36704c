package io.promshard.pgw.forward;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which headers pass a proxy.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110, Connection</a>
 */
final class Headers {

    /** They speak of one connection, or the client sets them anew. */
    private static final Set<String> OWN = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "content-length",
            "host",
            "expect",
            "x-pgw-mode");

    private Headers() {}

    static boolean passes(String name, Set<String> namedByConnection) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !OWN.contains(lower) && !namedByConnection.contains(lower);
    }

    /** Adds what a {@code Connection} header names. */
    static Set<String> named(Set<String> before, String connection) {
        Set<String> names = new TreeSet<>(before);
        for (String name : connection.split(",", -1)) {
            names.add(name.trim().toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
