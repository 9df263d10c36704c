package io.promshard.pgw.snapshot;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.snapshot.Group.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The groups as the gateway's own list, its JSON, has them at one moment. Immutable. */
public final class GroupList implements Listing, GroupKeys {

    private final Map<GroupingKey, Listed> groups = new HashMap<>();

    /** Of all groups of the gateway. */
    public GroupList(Iterable<Listed> listed) {
        for (Listed group : listed) {
            groups.merge(id(group.key()), group, (one, other) -> one.withoutKey());
        }
    }

    private static GroupingKey id(GroupingKey key) {
        if (!key.byteLabels().getOrDefault("instance", "-").isEmpty()) {
            return key;
        }
        SortedMap<String, String> labels = new TreeMap<>(key.byteLabels());
        labels.remove("instance");
        return GroupingKey.ofBytes(labels);
    }

    @Override
    public boolean knows(GroupingKey group, double pushTime) {
        @Nullable Listed listed = groups.get(group);
        return listed != null && listed.pushTime() == pushTime;
    }

    @Override
    public boolean has(GroupingKey group, String family, String labels) {
        @Nullable Listed listed = groups.get(group);
        return listed != null && listed.series().contains(Series.of(family, labels));
    }

    /** What was pushed meanwhile may have other help texts, so nothing is sure of it. */
    @Override
    public Origin of(GroupingKey id, double pushTime, boolean seriesKnown) {
        @Nullable Listed listed = groups.get(id);
        if (listed == null) {
            return new Origin(id, false, seriesKnown, Map.of());
        }
        boolean sure = listed.keyKnown() && listed.pushTime() == pushTime;
        return new Origin(listed.key(), sure, seriesKnown, listed.helps());
    }

    /**
     * One group of the list.
     *
     * @param keyKnown false where the list does not show the key, and an empty {@code instance} may be missing in it
     * @param helps by family, where the text is not the exposition's; empty for none
     * @param series those of the families that were asked for, see {@link #series(String, Map)}
     */
    public record Listed(
            GroupingKey key, boolean keyKnown, double pushTime, Map<String, String> helps, Set<String> series) {

        /** Names a series as {@link #series()} has it, by labels as text. */
        public static String series(String family, Map<String, String> labels) {
            return Series.of(family, GroupingKey.of(labels).canonicalBytes());
        }

        /** A gateway has two such groups if its list shows two of one id; then it cannot be scraped either. */
        private Listed withoutKey() {
            return new Listed(key, false, Double.NaN, helps, Set.of());
        }
    }
}
