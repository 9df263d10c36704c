package io.promshard.query.engine;

import io.promshard.query.model.FloatHistogram;
import io.promshard.query.model.HistogramBucket;
import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.ast.AtTimestamp;
import io.promshard.query.promql.ast.FixedDuration;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.text.NumberForms;
import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Selectors over series that are written down, one a line, with a sample a minute from 1970 on: {@code x{a="1"} 1 _ NaN}. A
 * histogram is {@code h(-1,1)2,(1,2]3}: its buckets with their counts; the sum is the count.
 */
final class TextLeaves implements LeafSource {

    private static final long MINUTE = 60_000;

    private final List<Written> all;

    TextLeaves(String lines) {
        this.all = lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(TextLeaves::parse)
                .toList();
    }

    private record Written(Labels labels, List<String> samples) {}

    private static Written parse(String line) {
        int end = line.indexOf(' ');
        VectorSelector selector = (VectorSelector) new PromqlParser(ParserOptions.STABLE).parse(line.substring(0, end));
        Map<String, String> labels = selector.matchers().stream()
                .collect(Collectors.toMap(LabelMatcher::name, LabelMatcher::value, (a, b) -> b, TreeMap::new));
        return new Written(
                Labels.of(labels), Arrays.asList(line.substring(end).strip().split(" +", -1)));
    }

    @Override
    public Vectors fetch(LeafRequest leaf) {
        VectorSelector selector = (VectorSelector) leaf.expr();
        List<Series> series = new ArrayList<>();
        for (Written written : all) {
            Column column = column(written.samples, selector, leaf.grid());
            boolean matches = selector.matchers().stream()
                    .allMatch(matcher -> matcher.matches(written.labels.get(matcher.name())));
            if (matches && !column.isEmpty()) {
                series.add(new Series(written.labels, column));
            }
        }
        return Vectors.of(series);
    }

    private static Column column(List<String> samples, VectorSelector selector, Grid grid) {
        ColumnBuilder column = new ColumnBuilder(grid.steps());
        for (int step = 0; step < grid.steps(); step++) {
            long time = selector.at() instanceof AtTimestamp(long at) ? at : grid.at(step);
            long minute = (time - ((FixedDuration) selector.offset()).millis()) / MINUTE;
            String sample = minute < 0 || minute >= samples.size() ? "_" : samples.get((int) minute);
            if (sample.startsWith("h")) {
                column.set(step, histogram(sample.substring(1)));
            } else if (!sample.equals("_")) {
                column.set(step, bound(sample));
            }
        }
        return column.build();
    }

    static FloatHistogram histogram(String text) {
        List<HistogramBucket> buckets = new ArrayList<>();
        double count = 0;
        for (String part : text.split("(?<=\\d)(?=[\\[(])", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int close = Math.max(part.indexOf(')'), part.indexOf(']'));
            String[] bounds = part.substring(1, close).split(",", -1);
            int boundaries =
                    part.startsWith("[") ? part.charAt(close) == ']' ? 3 : 1 : part.charAt(close) == ']' ? 0 : 2;
            double inBucket = Double.parseDouble(part.substring(close + 1));
            buckets.add(new HistogramBucket(boundaries, bound(bounds[0]), bound(bounds[1]), inBucket));
            count += inBucket;
        }
        return new FloatHistogram(count, count, buckets);
    }

    private static double bound(String text) {
        return switch (text) {
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "Inf" -> Double.POSITIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** The other way round, with the name among the labels. */
    static String print(Series series) {
        StringBuilder text = new StringBuilder(SeriesLabels.text(series.labels()));
        for (int i = 0; i < series.column().steps(); i++) {
            text.append(' ').append(print(series.column(), i));
        }
        return text.toString();
    }

    private static String print(Column column, int step) {
        FloatHistogram histogram = column.histogram(step);
        if (histogram == null) {
            return column.hasFloat(step) ? NumberForms.sample(column.value(step)) : "_";
        }
        return histogram.buckets().stream()
                .map(bucket -> (bucket.boundaries() % 2 == 1 ? "[" : "(") + NumberForms.sample(bucket.lower()) + ","
                        + NumberForms.sample(bucket.upper()) + (bucket.boundaries() % 3 == 0 ? "]" : ")")
                        + NumberForms.sample(bucket.count()))
                .collect(Collectors.joining("", "h", ""));
    }
}
