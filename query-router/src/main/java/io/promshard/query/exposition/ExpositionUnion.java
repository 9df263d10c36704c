package io.promshard.query.exposition;

import io.promshard.query.wire.MalformedAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The pages of several shards as one: each family once, sorted by name as Prometheus does, samples in the order of the shards. */
public final class ExpositionUnion {

    private ExpositionUnion() {}

    /**
     * A shard's page.
     *
     * @param group of shards of which two may have the same series for a while; empty if this one shares none
     */
    public record Page(Exposition page, Optional<String> group) {}

    /** A family on a page. */
    private record OnPage(Family family, Optional<String> group) {}

    /** A sample, and the group of the page that it is on. */
    private record Found(Sample sample, String line, Optional<String> group) {}

    /**
     * Unites pages. Families of one name but different types, as classic and native histograms are, stay two. Of a series that two
     * shards of a group have the newest sample is taken.
     *
     * @throws DuplicateSeries if two other pages have the same series: a scrape would keep one of them, and nobody knows which
     */
    public static Exposition of(List<Page> pages) throws DuplicateSeries, MalformedAnswer {
        TreeMap<String, List<OnPage>> byName = new TreeMap<>();
        for (Page page : pages) {
            for (Family family : page.page().families()) {
                byName.computeIfAbsent(family.name() + "\n" + family.head(), name -> new ArrayList<>())
                        .add(new OnPage(family, page.group()));
            }
        }
        List<Family> united = new ArrayList<>();
        for (List<OnPage> families : byName.values()) {
            united.add(families.size() == 1 ? families.getFirst().family() : united(families));
        }
        return new Exposition(united);
    }

    private static Family united(List<OnPage> families) throws DuplicateSeries, MalformedAnswer {
        Map<String, Found> all = new LinkedHashMap<>();
        for (OnPage family : families) {
            for (String line : family.family().samples()) {
                Sample sample = Sample.parse(line);
                Found found = new Found(sample, line, family.group());
                Found before = all.putIfAbsent(sample.series(), found);
                if (before != null) {
                    all.put(sample.series(), newer(before, found));
                }
            }
        }
        Family first = families.getFirst().family();
        return new Family(
                first.name(),
                first.head(),
                all.values().stream().map(Found::line).toList());
    }

    private static Found newer(Found before, Found found) throws DuplicateSeries {
        if (found.group.isEmpty() || !found.group.equals(before.group)) {
            throw new DuplicateSeries("several shards have the series " + found.sample.series());
        }
        return found.sample.millis() > before.sample.millis() ? found : before;
    }
}
