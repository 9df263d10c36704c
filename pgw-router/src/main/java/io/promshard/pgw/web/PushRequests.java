package io.promshard.pgw.web;

import io.promshard.pgw.routing.Mode;
import io.promshard.pgw.routing.PushRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what decides over redirect and proxy from a request's headers. */
final class PushRequests {

    static final String MODE_HEADER = "X-Pgw-Mode";

    private PushRequests() {}

    /**
     * Reads the headers.
     *
     * @throws IllegalArgumentException if the request asks for a mode that there is not
     */
    static PushRequest of(HttpServletRequest request) {
        return new PushRequest(
                request.getHeader("User-Agent"),
                request.getHeader("Authorization") != null,
                request.getHeader("Transfer-Encoding") != null,
                request.getHeader("Expect") != null,
                wanted(request.getHeader(MODE_HEADER)));
    }

    private static @Nullable Mode wanted(@Nullable String header) {
        if (header == null) {
            return null;
        }
        return switch (header.trim().toLowerCase(Locale.ROOT)) {
            case "proxy" -> Mode.PROXY;
            case "redirect" -> Mode.REDIRECT;
            case "auto" -> Mode.AUTO;
            default ->
                throw new IllegalArgumentException(
                        "the header " + MODE_HEADER + " must be auto, redirect or proxy, got: " + header);
        };
    }
}
