package io.promshard.target.publish.sd;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a client says it has and takes, by the rules of HTTP.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">Accept-Encoding</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">If-None-Match</a>
 */
final class Negotiation {

    private Negotiation() {}

    /** Whether {@code Accept-Encoding} names gzip, or all, and not with a weight of nothing. */
    static boolean takesGzip(String acceptEncoding) {
        return elements(acceptEncoding.toLowerCase(Locale.ROOT))
                .anyMatch(coding -> coding.matches("(gzip|x-gzip|\\*)(;q=(?!0(\\.0*)?$).*)?"));
    }

    /** Whether {@code If-None-Match} has one of the tags, weak or not, or any. */
    static boolean has(String ifNoneMatch, String... tags) {
        return elements(ifNoneMatch)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals("*") || Arrays.asList(tags).contains(tag));
    }

    private static Stream<String> elements(String header) {
        return Arrays.stream(header.split(",", -1)).map(element -> element.replaceAll("\\s", ""));
    }
}
