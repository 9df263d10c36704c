package io.promshard.query.web;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers at the beginning of a version, as {@code 3.5.3} of {@code 3.5.3+ds1}. */
record ReleaseNumber(int major, int minor, int patch) implements Comparable<ReleaseNumber> {

    private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?.*");

    /** Zeros for what is not there. */
    static ReleaseNumber of(String version) {
        Matcher numbers = NUMBERS.matcher(version);
        return numbers.matches()
                ? new ReleaseNumber(number(numbers, 1), number(numbers, 2), number(numbers, 3))
                : new ReleaseNumber(0, 0, 0);
    }

    private static int number(Matcher numbers, int group) {
        return numbers.group(group) == null ? 0 : Integer.parseInt(numbers.group(group));
    }

    @Override
    public int compareTo(ReleaseNumber other) {
        return Arrays.compare(new int[] {major, minor, patch}, new int[] {other.major, other.minor, other.patch});
    }
}
