package io.promshard.pgw.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses between redirect and proxy for one push.
 *
 * <p>In {@link Mode#AUTO} a push is proxied if its client is known to stay at a 307 or to take it for success, or if the request
 * cannot be repeated elsewhere as it is. Everybody else is redirected.
 *
 * @param mode what is configured
 * @param proxiedUserAgents beginnings of the {@code User-Agent} of clients that do not follow a 307
 */
public record ModeRules(Mode mode, List<String> proxiedUserAgents) {

    /**
     * Clients that were seen not to follow a 307 for PUT, POST and DELETE: Python's prometheus_client, Ruby's and Perl's standard
     * clients, httpx.
     */
    public static final List<String> PROXIED_USER_AGENTS =
            List.of("Python-urllib/", "Ruby", "HTTP-Tiny/", "libwww-perl/", "python-httpx/");

    public ModeRules {
        proxiedUserAgents = List.copyOf(proxiedUserAgents);
    }

    /** What the push itself asks for, else what is configured. */
    Mode modeOf(PushRequest push) {
        return push.wanted() == null ? mode : push.wanted();
    }

    /** Why the push is proxied, or null if it is redirected. */
    public @Nullable ProxyReason proxyReason(PushRequest push) {
        return switch (modeOf(push)) {
            case REDIRECT -> null;
            case PROXY -> ProxyReason.MODE;
            case AUTO -> needOf(push);
        };
    }

    private @Nullable ProxyReason needOf(PushRequest push) {
        if (push.authorized()) {
            return ProxyReason.CREDENTIALS;
        }
        if (push.streamed()) {
            return ProxyReason.STREAMED_BODY;
        }
        if (push.expectsContinue()) {
            return ProxyReason.EXPECT;
        }
        return follows(push.userAgent()) ? null : ProxyReason.CLIENT;
    }

    private boolean follows(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isEmpty()) {
            return false;
        }
        for (String beginning : proxiedUserAgents) {
            if (userAgent.startsWith(beginning)) {
                return false;
            }
        }
        return true;
    }
}
