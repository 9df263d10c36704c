package io.promshard.query.promql.parser;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.text.Quotes;

/** Whether a selector names its metric once, and does not take every series there is. */
final class SelectorCheck {

    private final Errors errors;

    SelectorCheck(Errors errors) {
        this.errors = errors;
    }

    void check(VectorSelector selector) {
        if (!selector.name().isEmpty()) {
            checkOneName(selector);
        } else if (selector.matchers().stream().allMatch(m -> m.matches(""))) {
            errors.add(selector.position(), "vector selector must contain at least one non-empty matcher");
        }
    }

    /** As {@code info} has one for labels: it may match everything. */
    void checkLabels(VectorSelector selector) {
        if (!selector.name().isEmpty()) {
            checkOneName(selector);
        }
    }

    private void checkOneName(VectorSelector selector) {
        for (LabelMatcher matcher :
                selector.matchers().subList(0, selector.matchers().size() - 1)) {
            if (matcher.name().equals(LabelMatcher.METRIC_NAME)) {
                errors.add(
                        selector.position(),
                        "metric name must not be set twice: " + Quotes.quote(selector.name()) + " or "
                                + Quotes.quote(matcher.value()));
            }
        }
    }
}
