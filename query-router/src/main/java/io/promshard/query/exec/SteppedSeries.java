package io.promshard.query.exec;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.Vectors;
import io.promshard.query.exec.LeafFetcher.Placed;
import io.promshard.query.merge.Part;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One shard's series, whose steps come in one answer or in several. Used by one thread. */
final class SteppedSeries {

    private final int steps;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> infos = new ArrayList<>();
    private List<Series> whole = List.of();
    private final Map<Labels, ColumnBuilder> columns = new LinkedHashMap<>();

    /** Of so many steps in total. */
    SteppedSeries(int steps) {
        this.steps = steps;
    }

    /**
     * Adds an answer's series.
     *
     * @param from step of the first that was asked for with it
     * @param places by which its notes are moved
     */
    void add(Part<Placed> part, int from, Optional<SharePlaces> places) {
        part.answer().annotations().warnings().forEach(text -> warnings.add(moved(text, places)));
        part.answer().annotations().infos().forEach(text -> infos.add(moved(text, places)));
        List<Series> answered = part.data().series();
        if (!answered.isEmpty() && answered.getFirst().column().steps() == steps) {
            whole = answered;
            return;
        }
        answered.forEach(series -> copy(
                series.column(),
                columns.computeIfAbsent(series.labels(), key -> new ColumnBuilder(steps)),
                from + part.data().first()));
    }

    private static String moved(String text, Optional<SharePlaces> places) {
        return places.map(known -> known.moved(text)).orElse(text);
    }

    private static void copy(Column samples, ColumnBuilder column, int from) {
        for (int i = 0; i < samples.steps(); i++) {
            var histogram = samples.histogram(i);
            if (histogram != null) {
                column.set(from + i, histogram);
            } else if (samples.hasFloat(i)) {
                column.set(from + i, samples.value(i));
            }
        }
    }

    /** All of it. */
    Vectors vectors() {
        List<Series> series = new ArrayList<>(whole);
        columns.forEach((labels, column) -> series.add(new Series(labels, column.build())));
        return new Vectors(series, warnings, infos);
    }
}
