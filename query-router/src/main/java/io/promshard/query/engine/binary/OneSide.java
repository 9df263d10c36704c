package io.promshard.query.engine.binary;

import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.promql.ast.VectorMatching;
import io.promshard.shard.labels.Labels;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The side of a match that has one series for each signature: two at a step are an error there, if the other side has any. */
final class OneSide {

    private final VectorMatching matching;
    private final boolean left;
    private final MatchFailures failures;

    OneSide(VectorMatching matching, boolean left, MatchFailures failures) {
        this.matching = matching;
        this.left = left;
        this.failures = failures;
    }

    /**
     * Looks for two of a signature.
     *
     * @param ones by signature
     * @param others steps at which the other side has any sample
     */
    void check(List<Series> inOrder, Map<Labels, List<Series>> ones, BitSet others) {
        Map<Series, Labels> suspects = new LinkedHashMap<>();
        Signatures signatures = new Signatures(matching);
        for (Series series : inOrder) {
            Labels signature = signatures.of(series.labels());
            if (ones.getOrDefault(signature, List.of()).size() > 1) {
                suspects.put(series, signature);
            }
        }
        for (int i = others.nextSetBit(0); !suspects.isEmpty() && i >= 0; i = others.nextSetBit(i + 1)) {
            if (failures.isEarlier(i)) {
                check(suspects, i);
            }
        }
    }

    /** The first series that another one of its signature precedes. */
    private void check(Map<Series, Labels> suspects, int step) {
        Map<Labels, Series> seen = new HashMap<>();
        for (Map.Entry<Series, Labels> suspect : suspects.entrySet()) {
            Series series = suspect.getKey();
            Series before = series.column().has(step) ? seen.putIfAbsent(suspect.getValue(), series) : null;
            if (before != null) {
                failures.add(step, duplicates(series.labels(), before.labels()));
                return;
            }
        }
    }

    private String duplicates(Labels second, Labels first) {
        Labels group = matching.on() ? second.keep(matching.labels()) : second.without(matching.labels());
        Labels shown = matching.on() ? group : group.without(List.of("__name__"));
        return "found duplicate series for the match group " + SeriesLabels.text(shown) + " on the "
                + (left ? "left" : "right") + " hand-side of the operation: [" + SeriesLabels.text(second) + ", "
                + SeriesLabels.text(first)
                + "];many-to-many matching not allowed: matching labels must be unique on one side";
    }
}
