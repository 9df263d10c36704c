package io.promshard.query.engine.binary;

import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.shard.labels.Labels;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code and}, {@code or} and {@code unless}: samples of the left side by whether the right one has a match at their step, and
 * for {@code or} those of the right side without a match.
 */
final class SetOperators {

    private final Signatures signatures;
    private final int steps;

    SetOperators(VectorMatching matching, int steps) {
        this.signatures = new Signatures(matching);
        this.steps = steps;
    }

    InstantVector and(InstantVector left, InstantVector right) {
        SeriesMerger results = new SeriesMerger();
        filter(left, presence(right), true, results);
        return results.vector();
    }

    InstantVector unless(InstantVector left, InstantVector right) {
        SeriesMerger results = new SeriesMerger();
        filter(left, presence(right), false, results);
        return results.vector();
    }

    InstantVector or(InstantVector left, InstantVector right) {
        SeriesMerger results = new SeriesMerger();
        left.series().forEach(series -> results.add(series.labels(), series.column()));
        filter(right, presence(left), false, results);
        return results.vector();
    }

    /** The steps at which there is a sample, by signature. */
    private Map<Labels, BitSet> presence(InstantVector vector) {
        Map<Labels, BitSet> presence = new HashMap<>();
        signatures.groups(vector.series()).forEach((signature, group) -> presence.put(signature, steps(group)));
        return presence;
    }

    private static BitSet steps(List<Series> group) {
        BitSet present = new BitSet();
        group.forEach(series -> series.column().addStepsTo(present));
        return present;
    }

    private void filter(InstantVector vector, Map<Labels, BitSet> others, boolean wanted, SeriesMerger results) {
        for (Series series : vector.series()) {
            BitSet other = others.get(signatures.of(series.labels()));
            if (other == null) {
                other = new BitSet();
            }
            BitSet kept = (BitSet) other.clone();
            if (!wanted) {
                kept.flip(0, steps);
            }
            results.add(series.labels(), series.column().at(kept));
        }
    }
}
