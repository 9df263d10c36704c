package io.promshard.pgw.grouping;

import org.jspecify.annotations.Nullable;

/**
 * The path of a request target, as Go's HTTP server reads it.
 *
 * <p>It has two forms, and which one looks clean can differ: {@code /a%2F%2Fb} is clean as it came, but not once
 * decoded. The official builds of Pushgateway look at the first form. Debian's look at the second and redirect more
 * often.
 *
 * @param decoded what names and values are read from
 * @param escaped as it came, unless it holds a character that Go insists on escaping: then all of it is encoded anew
 * @param query with its question mark; empty if there is none
 * @param unclean whether the escaped path has an empty or a dot segment
 */
record RequestPath(String decoded, String escaped, String query, boolean unclean) {

    /** What a character makes of the target that it is in. Bits, so that one pass over a target can collect them. */
    private static final int ILLEGAL = 1;

    private static final int PERCENT = 2;
    private static final int QUERY = 4;
    private static final int NOT_TOLERATED = 8;
    private static final int UNCLEAN = 16;
    private static final byte[] TRAITS = traits();

    /** Null for what Go's server answers with a bare 400 before it looks for a route. */
    static @Nullable RequestPath read(String target) {
        int seen = traitsOf(target);
        if ((seen & ILLEGAL) != 0) {
            return null;
        }
        if ((seen & (PERCENT | QUERY | NOT_TOLERATED)) == 0 && target.startsWith("/")) {
            return of(target, seen);
        }
        int mark = target.indexOf('?');
        String query = mark < 0 ? "" : target.substring(mark);
        String path = afterAuthority(mark < 0 ? target : target.substring(0, mark));
        return path == null ? null : escaped(path, query);
    }

    /** Where Go redirects an unclean path to. A question mark with nothing behind it is lost there. */
    String cleaned() {
        String clean = CleanPath.of(escaped);
        return query.equals("?") ? clean : location(clean);
    }

    /** Another path with this query. */
    String location(String path) {
        return path + PercentCode.encodeNonAscii(query);
    }

    /** Without escapes, a query and odd characters both forms are the target itself. */
    private static RequestPath of(String path, int seen) {
        return new RequestPath(path, path, "", isUnclean(path, seen));
    }

    private static @Nullable RequestPath escaped(String path, String query) {
        String decoded = PercentCode.decode(path);
        if (decoded == null) {
            return null;
        }
        boolean tolerated = (traitsOf(path) & NOT_TOLERATED) == 0;
        String escaped = tolerated ? path : PercentCode.encode(decoded);
        return new RequestPath(decoded, escaped, query, isUnclean(escaped, traitsOf(escaped)));
    }

    /** The trait tells most paths apart cheaply, but takes {@code /.profile} for unclean. */
    private static boolean isUnclean(String path, int traits) {
        return path.isEmpty() || ((traits & UNCLEAN) != 0 && !CleanPath.of(path).equals(path));
    }

    /**
     * Drops {@code scheme://authority}. The authority is not looked at: whoever received the request has done so. Null
     * if there is neither a scheme nor a slash to begin with.
     */
    private static @Nullable String afterAuthority(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        int colon = schemeEnd(target);
        if (colon < 0) {
            return null;
        }
        String rest = target.substring(colon + 1);
        if (!rest.startsWith("//")) {
            return rest.startsWith("/") ? rest : "";
        }
        int slash = rest.indexOf('/', 2);
        return slash < 0 ? "" : rest.substring(slash);
    }

    /** The index of the colon after a scheme, -1 if there is no scheme. */
    private static int schemeEnd(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == ':') {
                return i > 0 ? i : -1;
            }
            boolean later = i > 0 && (Ascii.isDigit(c) || c == '+' || c == '-' || c == '.');
            if (!Ascii.isLetter(c) && !later) {
                return -1;
            }
        }
        return -1;
    }

    private static int traitsOf(String target) {
        int seen = target.isEmpty() ? ILLEGAL : 0;
        char before = 0;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            seen |= c < TRAITS.length ? TRAITS[c] : ILLEGAL;
            if (before == '/' && (c == '/' || c == '.')) {
                seen |= UNCLEAN;
            }
            before = c;
        }
        return seen;
    }

    private static byte[] traits() {
        byte[] traits = new byte[0x100];
        for (char c = 0; c < traits.length; c++) {
            int trait = c <= ' ' || c == 0x7F ? ILLEGAL : PercentCode.isTolerated(c) ? 0 : NOT_TOLERATED;
            traits[c] = (byte) (c == '%' ? PERCENT : c == '?' ? QUERY : trait);
        }
        return traits;
    }
}
