package io.promshard.pgw.forward;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which headers pass a proxy.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110, Connection</a>
 */
final class Headers {

    /** They speak of one connection, or the client sets them anew. */
    private static final Set<String> OWN = ignoringCase(List.of(
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
            "x-pgw-mode"));

    private Headers() {}

    /**
     * Whether a header is passed on.
     *
     * @param namedByConnection of {@link #named}, or empty
     */
    static boolean passes(String name, Set<String> namedByConnection) {
        return !OWN.contains(name) && !namedByConnection.contains(name);
    }

    /** Adds what a {@code Connection} header names. */
    static Set<String> named(Set<String> before, String connection) {
        Set<String> names = ignoringCase(before);
        for (String name : connection.split(",", -1)) {
            names.add(name.trim());
        }
        return names;
    }

    /** Its look-ups copy no name to bring it to one case. */
    static Set<String> ignoringCase(Collection<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }
}
