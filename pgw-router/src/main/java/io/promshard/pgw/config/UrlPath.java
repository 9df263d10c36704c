package io.promshard.pgw.config;

import java.net.URI;
import java.net.URISyntaxException;

/** Checks settings that are paths below an address. */
final class UrlPath {

    private UrlPath() {}

    static void require(String property, String value) {
        if (!isPath(value)) {
            throw new IllegalArgumentException(
                    property + " must be the path of a URI that begins with a slash, got: " + value);
        }
    }

    private static boolean isPath(String text) {
        try {
            return text.startsWith("/") && text.equals(new URI("http://gateway" + text).getRawPath());
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
