package io.promshard.query.exposition;

import io.promshard.query.wire.MalformedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sample's line: {@code up{job="a",instance="b"} 1 1700000000000}.
 *
 * @param labels each as it stands, the metric's name not among them
 * @param rest value and time
 */
record Sample(String name, List<Pair> labels, String rest) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");
    private static final Pattern REST = Pattern.compile("(?:[+-]?(?:[0-9.][0-9.eE+-]*|Inf)|NaN)(?: -?[0-9]+)?");

    Sample {
        labels = List.copyOf(labels);
    }

    /**
     * A label.
     *
     * @param value escaped
     */
    record Pair(String name, String value) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return name.compareTo(other.name);
        }

        @Override
        public String toString() {
            return name + "=\"" + value + "\"";
        }
    }

    static Sample parse(String line) throws MalformedAnswer {
        Matcher name = NAME.matcher(line);
        if (!name.lookingAt()) {
            throw malformed();
        }
        List<Pair> labels = new ArrayList<>();
        int end = line.startsWith("{", name.end()) ? labels(line, name.end() + 1, labels) : name.end();
        String rest = line.startsWith(" ", end) ? line.substring(end + 1) : "";
        if (!REST.matcher(rest).matches()) {
            throw malformed();
        }
        return new Sample(name.group(), labels, rest);
    }

    /** Where the labels end. */
    private static int labels(String line, int begin, List<Pair> into) throws MalformedAnswer {
        Matcher label = LABEL.matcher(line);
        int at = begin;
        while (!line.startsWith("}", at)) {
            if (!label.region(at, line.length()).lookingAt()) {
                throw malformed();
            }
            int quote = closingQuote(line, label.end());
            into.add(new Pair(label.group(1), line.substring(label.end(), quote)));
            at = line.startsWith(",", quote + 1) ? quote + 2 : quote + 1;
        }
        return at + 1;
    }

    private static int closingQuote(String line, int begin) throws MalformedAnswer {
        for (int i = begin; i < line.length(); i++) {
            if (line.charAt(i) == '"') {
                return i;
            }
            if (line.charAt(i) == '\\') {
                i++;
            }
        }
        throw malformed();
    }

    /** With that label, at the place of the one of that name, or behind all others as Prometheus adds external labels. */
    Sample with(Pair label) {
        boolean replaced = labels.stream().anyMatch(each -> each.name().equals(label.name()));
        Stream<Pair> all = labels.stream().map(each -> each.name().equals(label.name()) ? label : each);
        return new Sample(name, (replaced ? all : Stream.concat(all, Stream.of(label))).toList(), rest);
    }

    /** The same for lines of one series, in whichever order their labels are. */
    String series() {
        return name + text(labels.stream().sorted());
    }

    /** When it was scraped; the beginning of time where it does not say so, or nothing that makes sense. */
    long millis() {
        try {
            return Long.parseLong(rest.substring(rest.indexOf(' ') + 1));
        } catch (NumberFormatException e) {
            return Long.MIN_VALUE;
        }
    }

    /** The line. */
    @Override
    public String toString() {
        return name + (labels.isEmpty() ? "" : text(labels.stream())) + " " + rest;
    }

    private static String text(Stream<Pair> labels) {
        return labels.map(Pair::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static MalformedAnswer malformed() {
        return new MalformedAnswer("a line is no sample");
    }
}
