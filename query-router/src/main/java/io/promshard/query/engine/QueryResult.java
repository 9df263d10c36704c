package io.promshard.query.engine;

import java.util.List;

/**
 * The answer to a query, and what there is to say about it.
 *
 * @param warnings in Prometheus' words
 * @param infos in Prometheus' words
 */
public record QueryResult(QueryValue value, List<String> warnings, List<String> infos) {

    public QueryResult {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }
}
