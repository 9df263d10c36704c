package io.promshard.query.explain;

import io.promshard.query.error.QueryException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a query that was carried out.
 *
 * @param took from the request to the end of the answer
 * @param bytes read of all shards
 * @param series of the answer
 * @param samples of the answer
 * @param missing names of the shards whose part is missing
 * @param warnings of the answer, where it is not one shard's own
 * @param calls in the order in which they began
 * @param others how many calls there was no room for
 * @param failure why there is no answer; empty if there is one
 */
public record Run(
        Duration took,
        long bytes,
        long series,
        long samples,
        List<String> missing,
        List<String> warnings,
        List<MadeCall> calls,
        int others,
        Optional<QueryException> failure) {

    public Run {
        missing = List.copyOf(missing);
        warnings = List.copyOf(warnings);
        calls = List.copyOf(calls);
    }
}
