package io.promshard.query.request;

import io.promshard.query.client.ApiCall.Param;
import io.promshard.query.coverage.Span;
import io.promshard.query.promql.ast.VectorSelector;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A question about series, label names or label values.
 *
 * @param matches series that match any of them count; all if there are none
 * @param span from when to when, if both were given
 * @param passOn the parameters that shards get as the client gave them
 */
public record SelectorRequest(
        List<VectorSelector> matches, Optional<Span> span, List<Param> passOn, OptionalInt limit, Partial partial) {
    public SelectorRequest {
        matches = List.copyOf(matches);
        passOn = List.copyOf(passOn);
    }
}
