package io.promshard.query.config;

import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.ParseException;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;

/** Checks the selector of witnesses. */
final class Witnesses {

    private Witnesses() {}

    static void require(String property, String selector) {
        try {
            if (new PromqlParser(ParserOptions.STABLE).parse(selector) instanceof VectorSelector witness
                    && !witness.name().isEmpty()
                    && witness.at() == null
                    && witness.offset().equals(FixedDuration.ZERO)) {
                return;
            }
        } catch (ParseException e) {
            throw new IllegalArgumentException(property + " must be a selector, got: " + selector, e);
        }
        throw new IllegalArgumentException(
                property + " must be a selector with a name, and without offset and @, got: " + selector);
    }
}
