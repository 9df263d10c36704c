package io.promshard.query.engine;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.promql.text.Quotes;
import io.promshard.shard.labels.Labels;
import java.util.Set;

/** What is done to the labels of series in many places. */
public final class SeriesLabels {

    /** Labels that say what a metric is, which a computed value no longer is. */
    private static final Set<String> METADATA = Set.of(LabelMatcher.METRIC_NAME, "__type__", "__unit__");

    private SeriesLabels() {}

    /** Without the metric's name, type and unit. */
    public static Labels dropName(Labels labels) {
        return labels.without(METADATA);
    }

    public static String name(Labels labels) {
        return labels.get(LabelMatcher.METRIC_NAME);
    }

    /** As Prometheus writes them in errors: <code>{a="1", "b.c"="2"}</code>. */
    public static String text(Labels labels) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < labels.size(); i++) {
            String name = labels.name(i);
            text.append(i == 0 ? "" : ", ").append(isPlain(name) ? name : Quotes.quote(name));
            text.append('=').append(Quotes.quote(labels.value(i)));
        }
        return text.append('}').toString();
    }

    private static boolean isPlain(String name) {
        return name.matches("[a-zA-Z_][a-zA-Z0-9_]*");
    }
}
