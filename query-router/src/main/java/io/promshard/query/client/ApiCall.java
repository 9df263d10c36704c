package io.promshard.query.client;

import java.util.List;

/**
 * A request of the Prometheus HTTP API, without a server.
 *
 * @param path below the server's prefix, from its slash on and escaped: {@code /api/v1/query}
 * @param params in order; a name may come several times
 * @param form whether the parameters go as a form body, which has room for long queries, instead of in the URL
 */
public record ApiCall(String path, List<Param> params, boolean form) {
    public ApiCall {
        params = List.copyOf(params);
    }

    /** A parameter, unescaped. */
    public record Param(String name, String value) {}
}
