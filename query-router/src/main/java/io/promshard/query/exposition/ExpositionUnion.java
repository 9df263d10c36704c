package io.promshard.query.exposition;

import io.promshard.query.wire.MalformedAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The pages of several shards as one: each family once, sorted by name as Prometheus does, samples in the order of the shards. */
public final class ExpositionUnion {

    private ExpositionUnion() {}

    /**
     * Unites pages. Families of one name but different types, as classic and native histograms are, stay two.
     *
     * @throws DuplicateSeries if two pages have the same series: a scrape would keep one of them, and nobody knows which
     */
    public static Exposition of(List<Exposition> pages) throws DuplicateSeries, MalformedAnswer {
        TreeMap<String, List<Family>> byName = new TreeMap<>();
        for (Exposition page : pages) {
            for (Family family : page.families()) {
                byName.computeIfAbsent(family.name() + "\n" + family.head(), name -> new ArrayList<>())
                        .add(family);
            }
        }
        List<Family> united = new ArrayList<>();
        for (List<Family> families : byName.values()) {
            united.add(families.size() == 1 ? families.getFirst() : united(families));
        }
        return new Exposition(united);
    }

    private static Family united(List<Family> families) throws DuplicateSeries, MalformedAnswer {
        Set<String> seen = new HashSet<>();
        List<String> all = new ArrayList<>();
        for (Family family : families) {
            for (String line : family.samples()) {
                String series = Sample.parse(line).series();
                if (!seen.add(series)) {
                    throw new DuplicateSeries("several shards have the series " + series);
                }
                all.add(line);
            }
        }
        return new Family(families.getFirst().name(), families.getFirst().head(), all);
    }
}
