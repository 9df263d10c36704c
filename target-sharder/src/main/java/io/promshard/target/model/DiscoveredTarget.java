package io.promshard.target.model;

import io.promshard.shard.labels.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A target as a source gave it, before it belongs to a job.
 *
 * @param labels all that the collector shall get, {@code __address__} and {@code __meta_*} among them
 * @param identity what tells it apart from others: its labels as they are when it is scraped, as far as the source knows, with
 *     {@code __address__}, {@code __scheme__}, {@code __metrics_path__} and {@code __param_*}, without {@code __meta_*}
 */
public record DiscoveredTarget(Labels labels, Labels identity) implements Comparable<DiscoveredTarget> {

    private static final Comparator<DiscoveredTarget> ORDER =
            Comparator.comparing(DiscoveredTarget::labels).thenComparing(DiscoveredTarget::identity);

    /** Of a source that knows no relabelling: identity is all but {@code __meta_*}, which no target keeps. */
    public static DiscoveredTarget of(Labels labels) {
        return new DiscoveredTarget(labels, withoutMeta(labels));
    }

    /** By labels, then by identity. */
    @Override
    public int compareTo(DiscoveredTarget other) {
        return ORDER.compare(this, other);
    }

    private static Labels withoutMeta(Labels labels) {
        List<String> meta = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (labels.name(i).startsWith("__meta_")) {
                meta.add(labels.name(i));
            }
        }
        return labels.without(meta);
    }
}
