package io.promshard.query.engine.eval;

import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.Grid;
import io.promshard.query.engine.Operand.InstantVector;
import io.promshard.query.engine.RangeSeries;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.engine.SeriesMerger;
import io.promshard.query.engine.TimedSamples;
import java.util.ArrayList;
import java.util.List;

/**
 * Instant vectors of what was scraped: of each series the newest sample at each time, unless it is older than the lookback or the
 * series has ended since.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/promql/engine.go">vectorSelectorSingle</a>
 */
final class NewestSamples {

    private static final double MILLIS = 1000;

    private NewestSamples() {}

    static InstantVector values(List<RangeSeries.Raw> all, Reach reach, Grid grid) {
        List<Series> results = new ArrayList<>();
        for (RangeSeries.Raw series : all) {
            TimedSamples samples = series.samples();
            ColumnBuilder column = new ColumnBuilder(grid.steps());
            NewestSample newest = new NewestSample(samples);
            for (int step = 0; step < grid.steps(); step++) {
                newest.moveTo(reach.end(grid.at(step)));
                if (newest.isThere(reach.reachMillis())) {
                    newest.copyTo(column, step);
                }
            }
            results.add(new Series(series.labels(), column.build()));
        }
        return new InstantVector(
                results.stream().filter(series -> !series.column().isEmpty()).toList());
    }

    /** When these samples were scraped, in seconds. */
    static InstantVector times(List<RangeSeries.Raw> all, Reach reach, Grid grid) {
        SeriesMerger results = new SeriesMerger();
        for (RangeSeries.Raw series : all) {
            ColumnBuilder column = new ColumnBuilder(grid.steps());
            NewestSample newest = new NewestSample(series.samples());
            for (int step = 0; step < grid.steps(); step++) {
                newest.moveTo(reach.end(grid.at(step)));
                if (newest.isThere(reach.reachMillis())) {
                    column.set(step, newest.time() / MILLIS);
                }
            }
            results.add(SeriesLabels.dropName(series.labels()), column.build());
        }
        return results.vector();
    }
}
