package io.promshard.query.engine;

import io.promshard.query.model.LabelMatcher;
import java.util.List;

/**
 * The samples of a time as they were scraped, staleness markers included, of all series that match.
 *
 * @param afterMillis excluded
 * @param untilMillis included; not after {@code afterMillis} if there is nothing to read
 */
public record RawRequest(List<LabelMatcher> matchers, long afterMillis, long untilMillis) {
    public RawRequest {
        matchers = List.copyOf(matchers);
    }
}
