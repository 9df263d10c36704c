package io.promshard.query.exec;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.ColumnBuilder;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.Vectors;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The series of several shards as those of one. */
public final class United {

    private United() {}

    /**
     * All series, and all notes.
     *
     * @throws EngineException.Execution if two shards have the same series at one time: nobody could say which is right
     */
    public static Vectors of(List<Vectors> shards) {
        if (shards.size() == 1) {
            return shards.getFirst();
        }
        Map<Labels, Column> columns = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        List<String> infos = new ArrayList<>();
        for (Vectors shard : shards) {
            shard.series()
                    .forEach(series -> columns.merge(
                            series.labels(), series.column(), (one, other) -> united(series.labels(), one, other)));
            warnings.addAll(shard.warnings());
            infos.addAll(shard.infos());
        }
        List<Series> series = new ArrayList<>(columns.size());
        columns.forEach((labels, column) -> series.add(new Series(labels, column)));
        return new Vectors(series, warnings, infos);
    }

    private static Column united(Labels labels, Column one, Column other) {
        if (one.overlaps(other)) {
            throw new EngineException.Execution("two shards have the same series: " + labels);
        }
        ColumnBuilder both = new ColumnBuilder(one.steps());
        for (int step = 0; step < one.steps(); step++) {
            both.copy(step, one.has(step) ? one : other);
        }
        return both.build();
    }
}
