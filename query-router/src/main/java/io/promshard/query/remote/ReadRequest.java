package io.promshard.query.remote;

import java.util.List;

/**
 * A request of remote read.
 *
 * @param type in which the answer shall come
 */
public record ReadRequest(List<ReadQuery> queries, ResponseType type) {
    public ReadRequest {
        queries = List.copyOf(queries);
    }
}
