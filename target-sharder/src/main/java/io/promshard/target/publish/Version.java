package io.promshard.target.publish;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a publication was decided: by which leadership, and which of its decisions. The later one wins, also over a leader that does
 * not know yet that it is none any more.
 *
 * @param term of leadership, growing; 0 where there is no election
 * @param generation grows with each change of content
 */
public record Version(long term, long generation) implements Comparable<Version> {

    /** Before any publication. */
    public static final Version NONE = new Version(0, 0);

    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::term).thenComparingLong(Version::generation);

    private static final Pattern TEXT = Pattern.compile("(?:(\\d{1,18})\\.)?(\\d{1,18})");

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    public boolean isAfter(Version other) {
        return compareTo(other) > 0;
    }

    /**
     * Reads what {@link #toString} gives; a number alone is a generation of term 0.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Version parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a version is term.generation, such as 3.17, got: \"" + text + '"');
        }
        long term = parts.group(1) == null ? 0 : Long.parseLong(parts.group(1));
        return new Version(term, Long.parseLong(parts.group(2)));
    }

    /** {@code term.generation}. */
    @Override
    public String toString() {
        return term + "." + generation;
    }
}
