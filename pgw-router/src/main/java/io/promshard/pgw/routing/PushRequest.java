package io.promshard.pgw.routing;

import org.jspecify.annotations.Nullable;

/**
 * What of a push, beside its path, decides how it reaches its gateway.
 *
 * @param userAgent as sent; null if there was none
 * @param authorized whether it carries credentials, which most clients drop when they follow a redirect
 * @param streamed whether its body has no known length, so that a client cannot send it twice
 * @param expectsContinue whether the client waits for a word before it sends the body
 * @param wanted the mode that the request itself asks for; null if it does not
 */
public record PushRequest(
        @Nullable String userAgent,
        boolean authorized,
        boolean streamed,
        boolean expectsContinue,
        @Nullable Mode wanted) {}
