package io.promshard.pgw.exposition;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first pass over the bytes of an exposition, which finds its families and where each metric lies. Used once. */
final class ExpositionIndex {
    private final byte[] bytes;
    private final WireCursor messages;
    private final WireCursor fields;
    private final List<Exposition.Family> families = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int size;

    ExpositionIndex(byte[] bytes) {
        this.bytes = bytes;
        this.messages = new WireCursor(bytes, 0, bytes.length);
        this.fields = new WireCursor(bytes, 0, 0);
    }

    /** All of it. */
    Exposition read() throws ExpositionException {
        while (messages.at() < bytes.length) {
            int length = messages.length();
            int from = messages.at();
            family(from, from + length);
            messages.reset(from + length, bytes.length);
        }
        return new Exposition(bytes, families, Arrays.copyOf(starts, size), Arrays.copyOf(ends, size));
    }

    private void family(int from, int to) throws ExpositionException {
        int first = size;
        String name = "";
        @Nullable String help = null;
        MetricType type = MetricType.COUNTER;
        fields.reset(from, to);
        while (fields.next()) {
            if (fields.isBytes(FamilyHeader.METRIC)) {
                add(fields.from(), fields.to());
            } else if (fields.isBytes(FamilyHeader.NAME)) {
                name = text();
            } else if (fields.isBytes(FamilyHeader.HELP)) {
                help = text();
            } else if (fields.isVarint(FamilyHeader.TYPE)) {
                type = MetricType.of(fields.number());
            }
        }
        if (name.isEmpty() || !names.add(name)) {
            throw new ExpositionException(
                    name.isEmpty() ? "a metric family without a name" : "the metric family " + name + " comes twice");
        }
        families.add(new Exposition.Family(new FamilyHeader(name, help, type), first, size));
    }

    private String text() {
        return new String(bytes, fields.from(), fields.to() - fields.from(), StandardCharsets.UTF_8);
    }

    private void add(int from, int to) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        starts[size] = from;
        ends[size++] = to;
    }
}
