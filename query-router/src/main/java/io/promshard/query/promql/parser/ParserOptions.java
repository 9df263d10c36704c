package io.promshard.query.promql.parser;

/**
 * What of PromQL is on, as Prometheus' feature flags.
 *
 * @param experimentalFunctions {@code promql-experimental-functions}
 * @param durationExpressions {@code promql-duration-expr}
 */
public record ParserOptions(boolean experimentalFunctions, boolean durationExpressions) {

    /** Prometheus without flags. */
    public static final ParserOptions STABLE = new ParserOptions(false, false);

    /** Prometheus with both flags. */
    public static final ParserOptions EXPERIMENTAL = new ParserOptions(true, true);
}
