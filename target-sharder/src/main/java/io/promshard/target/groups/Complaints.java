package io.promshard.target.groups;

import io.promshard.target.groups.yaml.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems of one reading. After the first hundred it listens no more: whoever has that many has one. */
final class Complaints {

    static final int MOST = 100;
    private static final int LONGEST_VALUE = 100;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    Complaints(String file) {
        this.file = file;
    }

    void add(Place place, String path, String value, String allowed) {
        if (problems.size() < MOST) {
            problems.add(new Problem(file, place.line(), place.column(), path, shortened(value), allowed));
        }
    }

    /** In the order of the file. */
    List<Problem> all() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    private static String shortened(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "…";
    }
}
