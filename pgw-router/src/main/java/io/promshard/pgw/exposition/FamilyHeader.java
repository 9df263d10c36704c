package io.promshard.pgw.exposition;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code MetricFamily} says of all its metrics. Its unit is not here: a Pushgateway loses it before it exposes anything.
 *
 * @param help null where there is none, which is not the same bytes as an empty one
 */
public record FamilyHeader(String name, @Nullable String help, MetricType type) {

    static final int NAME = 1;
    static final int HELP = 2;
    static final int TYPE = 3;
    static final int METRIC = 4;

    public FamilyHeader withHelp(@Nullable String newHelp) {
        return new FamilyHeader(name, newHelp, type);
    }

    /** Begins a family, as a Pushgateway writes it; {@link Exposition#writeMetric} goes on. */
    public void writeTo(WireWriter out) {
        out.text(NAME, name);
        if (help != null) {
            out.text(HELP, help);
        }
        out.number(TYPE, type.number());
    }
}
