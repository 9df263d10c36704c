package io.promshard.query.client;

import java.util.List;
import java.util.Optional;

/**
 * A request of the Prometheus HTTP API, without a server.
 *
 * @param path below the server's prefix, from its slash on and escaped: {@code /api/v1/query}
 * @param params in order; a name may come several times
 * @param form whether the parameters go as a form body, which has room for long queries, instead of in the URL
 * @param upload the body, where it is another
 */
public record ApiCall(String path, List<Param> params, boolean form, Optional<Upload> upload) {
    public ApiCall {
        params = List.copyOf(params);
    }

    /** Of parameters alone. */
    public ApiCall(String path, List<Param> params, boolean form) {
        this(path, params, form, Optional.empty());
    }

    /** Of a body alone. */
    public static ApiCall of(String path, Upload upload) {
        return new ApiCall(path, List.of(), false, Optional.of(upload));
    }

    /** A parameter, unescaped. */
    public record Param(String name, String value) {}
}
