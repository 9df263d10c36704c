package io.promshard.query.engine.function;

import io.promshard.query.engine.Column;
import io.promshard.query.engine.EngineException;
import io.promshard.query.engine.Series;
import io.promshard.query.engine.SeriesLabels;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.model.MatchOp;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The series of info metrics by what they identify; of several, the one with the newest sample counts. Used by one thread. */
public final class InfoSeries {

    private static final Set<String> SIGNATURE = Set.of(LabelMatcher.METRIC_NAME, "instance", "job");
    private static final Set<String> IDENTIFYING = Set.of("instance", "job");

    private final Map<Labels, List<Series>> bySignature = new LinkedHashMap<>();
    private final Map<Labels, Series> chosen = new HashMap<>();
    private final Set<String> names = new TreeSet<>();
    private final VectorSelector selector;
    private final Timestamps timestamps;
    private final Map<String, Map<Labels, Column>> times = new HashMap<>();

    private InfoSeries(VectorSelector selector, Timestamps timestamps) {
        this.selector = selector;
        this.timestamps = timestamps;
    }

    /** Tells when samples were scraped. */
    @FunctionalInterface
    public interface Timestamps {

        /** In seconds, of series without their names. */
        List<Series> of(VectorSelector selector);
    }

    /**
     * Of the series that a selector selected.
     *
     * @throws EngineException.Execution if a sample is a histogram
     */
    static InfoSeries of(List<Series> series, VectorSelector selector, Timestamps timestamps) {
        InfoSeries info = new InfoSeries(selector, timestamps);
        series.forEach(info::add);
        return info;
    }

    private void add(Series series) {
        if (!series.column().histograms().isEmpty()) {
            throw new EngineException.Execution(
                    "this should be an info metric, with float samples: " + SeriesLabels.text(series.labels()));
        }
        names.add(SeriesLabels.name(series.labels()));
        bySignature
                .computeIfAbsent(series.labels().keep(SIGNATURE), key -> new ArrayList<>())
                .add(series);
    }

    /**
     * Chooses the series that count at a step.
     *
     * @throws EngineException.Execution if two have samples of the same time
     */
    void choose(int step) {
        chosen.clear();
        bySignature.forEach((signature, series) -> {
            Series newest = newest(series, step);
            if (newest != null) {
                chosen.put(signature, newest);
            }
        });
    }

    /** The labels of chosen series that identify the same as some labels do. */
    List<Labels> chosen(Labels labels) {
        Labels identifying = labels.keep(IDENTIFYING);
        List<Labels> found = new ArrayList<>();
        for (String name : names) {
            Series series = chosen.get(identifying.with(LabelMatcher.METRIC_NAME, name));
            if (series != null) {
                found.add(series.labels());
            }
        }
        return found;
    }

    private @Nullable Series newest(List<Series> series, int step) {
        List<Series> there =
                series.stream().filter(one -> one.column().has(step)).toList();
        if (there.size() < 2) {
            return there.isEmpty() ? null : there.getFirst();
        }
        Series newest = there.getFirst();
        for (Series one : there.subList(1, there.size())) {
            long time = millis(one, step);
            long before = millis(newest, step);
            if (time == before) {
                throw new EngineException.Execution(
                        "found duplicate series for info metric " + SeriesLabels.name(one.labels()));
            }
            newest = time > before ? one : newest;
        }
        return newest;
    }

    private long millis(Series series, int step) {
        Column seconds = times.computeIfAbsent(SeriesLabels.name(series.labels()), this::times)
                .get(SeriesLabels.dropName(series.labels()));
        if (seconds == null || !seconds.hasFloat(step)) {
            throw new EngineException.Execution("an info metric changed while it was read: " + series.labels());
        }
        return Math.round(seconds.value(step) * 1000);
    }

    private Map<Labels, Column> times(String name) {
        List<LabelMatcher> matchers = new ArrayList<>(selector.matchers());
        matchers.removeIf(matcher -> matcher.name().equals(LabelMatcher.METRIC_NAME));
        matchers.add(new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.EQUAL, name));
        Map<Labels, Column> columns = new HashMap<>();
        timestamps.of(selector.withMatchers(matchers)).forEach(one -> columns.put(one.labels(), one.column()));
        return columns;
    }
}
