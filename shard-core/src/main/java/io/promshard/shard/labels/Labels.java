package io.promshard.shard.labels;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a series, sorted by name; one with an empty value is one that is not there. They compare as Prometheus sorts
 * series: by the first label's name, then its value, then the second's, byte by byte, fewer labels first.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/model/labels/labels_common.go">labels.Compare</a>
 */
public final class Labels implements Comparable<Labels> {

    /** No labels at all. */
    public static final Labels EMPTY = new Labels(new String[0]);

    /** Names and values in turn. */
    private final String[] pairs;

    private final int hash;

    private Labels(String[] pairs) {
        this.pairs = pairs;
        this.hash = Arrays.hashCode(pairs);
    }

    /** Of names and values in turn, in any order; cheapest if they are sorted already. */
    public static Labels of(String... pairs) {
        if (isCanonical(pairs)) {
            return pairs.length == 0 ? EMPTY : new Labels(pairs.clone());
        }
        Map<String, String> labels = new TreeMap<>(Labels::compare);
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return ofSorted(labels);
    }

    /** Of values by name. */
    public static Labels of(Map<String, String> values) {
        Map<String, String> labels = new TreeMap<>(Labels::compare);
        labels.putAll(values);
        return ofSorted(labels);
    }

    /** Whether they are what is kept: names grow, and no value is empty. */
    private static boolean isCanonical(String[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1].isEmpty() || (i > 0 && compare(pairs[i - 2], pairs[i]) >= 0)) {
                return false;
            }
        }
        return true;
    }

    private static Labels ofSorted(Map<String, String> labels) {
        labels.values().removeIf(String::isEmpty);
        String[] pairs = new String[2 * labels.size()];
        int at = 0;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            pairs[at++] = label.getKey();
            pairs[at++] = label.getValue();
        }
        return pairs.length == 0 ? EMPTY : new Labels(pairs);
    }

    public int size() {
        return pairs.length / 2;
    }

    /** The name of the label at that place, from 0. */
    public String name(int index) {
        return pairs[2 * index];
    }

    /** The value of the label at that place, from 0. */
    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /** The value of that label, empty if it is not there. */
    public String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return "";
    }

    /** The labels of these names alone. */
    public Labels keep(Collection<String> names) {
        return filtered(names, true);
    }

    /** All but the labels of these names. */
    public Labels without(Collection<String> names) {
        return filtered(names, false);
    }

    private Labels filtered(Collection<String> names, boolean wanted) {
        String[] left = new String[pairs.length];
        int at = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            if (names.contains(pairs[i]) == wanted) {
                left[at++] = pairs[i];
                left[at++] = pairs[i + 1];
            }
        }
        return at == pairs.length ? this : at == 0 ? EMPTY : new Labels(Arrays.copyOf(left, at));
    }

    /** With that label's value; an empty one takes it away. */
    public Labels with(String name, String value) {
        Map<String, String> labels = new TreeMap<>(Labels::compare);
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        labels.put(name, value);
        return ofSorted(labels);
    }

    @Override
    public int compareTo(Labels other) {
        int first = Arrays.mismatch(pairs, other.pairs);
        boolean differ = first >= 0 && first < Math.min(pairs.length, other.pairs.length);
        return differ ? compare(pairs[first], other.pairs[first]) : Integer.compare(pairs.length, other.pairs.length);
    }

    /** As the bytes of UTF-8 compare: unlike chars, where characters beyond the first 65536 come before U+E000. */
    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean surrogates = Character.isSurrogate(left) != Character.isSurrogate(right);
                return surrogates ? a.codePointAt(i) - b.codePointAt(i) : left - right;
            }
        }
        return a.length() - b.length();
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Labels other && hash == other.hash && Arrays.equals(pairs, other.pairs);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** For people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(name(i))
                    .append("=\"")
                    .append(value(i))
                    .append('"');
        }
        return text.append('}').toString();
    }
}
