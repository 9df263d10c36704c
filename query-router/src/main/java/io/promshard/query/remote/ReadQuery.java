package io.promshard.query.remote;

import io.promshard.query.model.LabelMatcher;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the samples of a selector's series.
 *
 * @param startMillis of the first sample, itself among them
 * @param endMillis of the last sample, itself among them
 */
public record ReadQuery(long startMillis, long endMillis, List<LabelMatcher> matchers, Optional<ReadHints> hints) {
    public ReadQuery {
        matchers = List.copyOf(matchers);
    }

    public ReadQuery withMatchers(List<LabelMatcher> others) {
        return new ReadQuery(startMillis, endMillis, others, hints);
    }
}
