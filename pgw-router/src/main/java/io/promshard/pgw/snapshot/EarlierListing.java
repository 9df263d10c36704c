package io.promshard.pgw.snapshot;

import io.promshard.pgw.exposition.Exposition;
import io.promshard.pgw.exposition.ExpositionException;
import io.promshard.pgw.grouping.GroupingKey;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an earlier snapshot knows. The series of a group are looked at when they are first asked for. */
final class EarlierListing implements Listing {

    private final Map<GroupingKey, Group> groups;
    private final Exposition exposition;
    private final Map<GroupingKey, Set<String>> series = new HashMap<>();
    private final MetricLabels labels = new MetricLabels();

    EarlierListing(Map<GroupingKey, Group> groups, Exposition exposition) {
        this.groups = groups;
        this.exposition = exposition;
    }

    @Override
    public boolean knows(GroupingKey group, double pushTime) {
        @Nullable Group known = groups.get(group);
        return known != null && known.seriesKnown() && known.pushTime() == pushTime;
    }

    @Override
    public boolean has(GroupingKey group, String family, String canonical) {
        return series.computeIfAbsent(group, this::seriesOf).contains(Series.of(family, canonical));
    }

    private Set<String> seriesOf(GroupingKey key) {
        Set<String> found = new HashSet<>();
        @Nullable Group group = groups.get(key);
        if (group != null) {
            for (int metric : group.metrics()) {
                found.add(Series.of(exposition.family(metric).header().name(), labels(metric)));
            }
        }
        return found;
    }

    private String labels(int metric) {
        try {
            labels.load(exposition, metric);
            return labels.canonical();
        } catch (ExpositionException e) {
            throw new UncheckedIOException("the labels were read before", e);
        }
    }
}
