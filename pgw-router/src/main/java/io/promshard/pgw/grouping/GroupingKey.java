package io.promshard.pgw.grouping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The labels that name a group: {@code job} and whatever else the path gave.
 *
 * <p>Keys are equal if a Pushgateway would put their pushes into one group, that is, if their {@link #canonical()}
 * bytes are. Immutable; both equality and the hash code are as cheap as those of a {@code String}.
 *
 * @see <a href="https://github.com/prometheus/pushgateway/blob/v1.11.0/storage/diskmetricstore.go">groupingKeyFor</a>
 */
public final class GroupingKey implements PushPath {

    private static final char SEPARATOR = '\u00FF';
    private static final String JOB = "job";

    private final SortedMap<String, String> labels;
    private final String canonical;

    /** Keeps the map, which the caller must not touch again. Its names and values are byte strings. */
    GroupingKey(SortedMap<String, String> labels) {
        this.labels = labels;
        this.canonical = joined(labels);
    }

    /**
     * The key of labels that are known as text, such as those in a Pushgateway's JSON.
     *
     * @throws IllegalArgumentException if there is no job among them
     */
    public static GroupingKey of(Map<String, String> labels) {
        if (labels.getOrDefault(JOB, "").isEmpty()) {
            throw new IllegalArgumentException("a grouping key needs a job, got: " + labels);
        }
        SortedMap<String, String> bytes = new TreeMap<>();
        labels.forEach((name, value) -> bytes.put(ByteStrings.of(name), ByteStrings.of(value)));
        return new GroupingKey(bytes);
    }

    /**
     * The key of labels that are known as byte strings, such as those of an exposition. Keeps the map, which the caller must not touch
     * again.
     *
     * @throws IllegalArgumentException if there is no job among them
     */
    public static GroupingKey ofBytes(SortedMap<String, String> labels) {
        if (labels.getOrDefault(JOB, "").isEmpty()) {
            throw new IllegalArgumentException("a grouping key needs a job, got: " + labels);
        }
        return new GroupingKey(labels);
    }

    /**
     * The labels in the order of their names' bytes, names and values in turn, with a byte 0xFF in between: the string
     * by which a Pushgateway keeps its groups. Costs a copy.
     */
    public byte[] canonical() {
        return canonical.getBytes(ISO_8859_1);
    }

    /** The bytes of {@link #canonical()} as a byte string, without a copy. */
    public String canonicalBytes() {
        return canonical;
    }

    /** The job as text. */
    public String job() {
        return label(JOB);
    }

    /** A label's value as text, as in {@link #labels()}; empty if there is no such label. */
    public String label(String name) {
        return ByteStrings.text(labels.getOrDefault(ByteStrings.of(name), ""));
    }

    /**
     * The labels as text, by name, the job among them. Invalid UTF-8 is replaced by U+FFFD, as in a Pushgateway's JSON,
     * so different keys may look the same. A fresh copy.
     */
    public SortedMap<String, String> labels() {
        SortedMap<String, String> text = new TreeMap<>();
        labels.forEach((name, value) -> text.put(ByteStrings.text(name), ByteStrings.text(value)));
        return text;
    }

    /** The labels as byte strings, the job among them. */
    public SortedMap<String, String> byteLabels() {
        return Collections.unmodifiableSortedMap(labels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupingKey key && canonical.equals(key.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    @Override
    public String toString() {
        Function<Map.Entry<String, String>, String> label =
                entry -> ByteStrings.text(entry.getKey()) + "=" + ByteStrings.quoted(entry.getValue());
        return labels.entrySet().stream().map(label).collect(Collectors.joining(",", "{", "}"));
    }

    private static String joined(SortedMap<String, String> labels) {
        StringBuilder joined = new StringBuilder(64);
        labels.forEach((name, value) ->
                joined.append(name).append(SEPARATOR).append(value).append(SEPARATOR));
        joined.setLength(joined.length() - 1);
        return joined.toString();
    }
}
