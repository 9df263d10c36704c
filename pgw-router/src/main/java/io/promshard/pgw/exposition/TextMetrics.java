package io.promshard.pgw.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/**
 * Writes families as text 0.0.4, byte for byte as a Pushgateway does from the same protobuf. For one thread.
 *
 * @see <a href="https://github.com/prometheus/common/blob/v0.61.0/expfmt/text_create.go">MetricFamilyToText</a>
 */
final class TextMetrics {

    private static final int COUNT = 1;
    private static final int SUM = 2;
    private static final int PARTS = 3;
    private static final int COUNT_FLOAT = 4;

    private final Sink out;
    private final Escaping escaping;
    private final WireCursor metric = new WireCursor(new byte[0], 0, 0);
    private final WireCursor inner = new WireCursor(new byte[0], 0, 0);
    private final WireCursor part = new WireCursor(new byte[0], 0, 0);
    private String name = "";
    private MetricType type = MetricType.UNTYPED;

    TextMetrics(Sink out, Escaping escaping) {
        this.out = out;
        this.escaping = escaping;
    }

    void begin(FamilyHeader header) throws IOException {
        name = escaping.escape(header.name());
        type = header.type();
        String help = header.help();
        if (help != null) {
            out.put("# HELP ");
            name(name);
            out.put(' ');
            byte[] bytes = help.getBytes(UTF_8);
            escaped(bytes, 0, bytes.length, false);
            out.put('\n');
        }
        out.put("# TYPE ");
        name(name);
        out.put(
                switch (type) {
                    case COUNTER -> " counter\n";
                    case GAUGE -> " gauge\n";
                    case SUMMARY -> " summary\n";
                    case UNTYPED -> " untyped\n";
                    case HISTOGRAM, GAUGE_HISTOGRAM -> " histogram\n";
                });
    }

    /**
     * Writes the lines of a metric of the family.
     *
     * @param stored how its value is stored, which differs from the family's type where that was changed
     */
    void metric(Exposition exposition, int number, MetricType stored) throws IOException {
        exposition.metric(number, metric);
        int from = 0;
        int to = 0;
        while (metric.next()) {
            if (metric.isBytes(stored.valueField())) {
                from = metric.from();
                to = metric.to();
            }
        }
        inner.reset(exposition.bytes(), from, to);
        switch (type) {
            case COUNTER, GAUGE, UNTYPED -> scalar(exposition, number);
            case SUMMARY -> summary(exposition, number);
            case HISTOGRAM, GAUGE_HISTOGRAM -> histogram(exposition, number);
        }
    }

    private void scalar(Exposition exposition, int number) throws IOException {
        double value = 0;
        while (inner.next()) {
            if (inner.isDouble(1)) {
                value = inner.decimal();
            }
        }
        sample(exposition, number, "", value);
    }

    private void summary(Exposition exposition, int number) throws IOException {
        double sum = 0;
        long count = 0;
        while (inner.next()) {
            if (inner.isBytes(PARTS)) {
                quantile(exposition, number);
            } else if (inner.isDouble(SUM)) {
                sum = inner.decimal();
            } else if (inner.isVarint(COUNT)) {
                count = inner.number();
            }
        }
        sample(exposition, number, "_sum", sum);
        sample(exposition, number, "_count", GoNumbers.unsigned(count));
    }

    private void quantile(Exposition exposition, int number) throws IOException {
        part.reset(exposition.bytes(), inner.from(), inner.to());
        double quantile = 0;
        double value = 0;
        while (part.next()) {
            if (part.isDouble(1)) {
                quantile = part.decimal();
            } else if (part.isDouble(2)) {
                value = part.decimal();
            }
        }
        sample(exposition, number, "", "quantile", quantile, value);
    }

    private void histogram(Exposition exposition, int number) throws IOException {
        double sum = 0;
        double count = 0;
        double floatCount = 0;
        boolean infinity = false;
        while (inner.next()) {
            if (inner.isBytes(PARTS)) {
                infinity |= bucket(exposition, number);
            } else if (inner.isDouble(SUM)) {
                sum = inner.decimal();
            } else if (inner.isVarint(COUNT)) {
                count = GoNumbers.unsigned(inner.number());
            } else if (inner.isDouble(COUNT_FLOAT)) {
                floatCount = inner.decimal();
            }
        }
        double all = floatCount == 0 ? count : floatCount;
        if (!infinity) {
            sample(exposition, number, "_bucket", "le", Double.POSITIVE_INFINITY, all);
        }
        sample(exposition, number, "_sum", sum);
        sample(exposition, number, "_count", all);
    }

    /** Whether it was the last, without an upper bound. */
    private boolean bucket(Exposition exposition, int number) throws IOException {
        part.reset(exposition.bytes(), inner.from(), inner.to());
        double count = 0;
        double floatCount = 0;
        double bound = 0;
        while (part.next()) {
            if (part.isVarint(1)) {
                count = GoNumbers.unsigned(part.number());
            } else if (part.isDouble(2)) {
                bound = part.decimal();
            } else if (part.isDouble(4)) {
                floatCount = part.decimal();
            }
        }
        sample(exposition, number, "_bucket", "le", bound, floatCount == 0 ? count : floatCount);
        return bound == Double.POSITIVE_INFINITY;
    }

    private void sample(Exposition exposition, int number, String suffix, double value) throws IOException {
        sample(exposition, number, suffix, "", 0, value);
    }

    private void sample(Exposition exposition, int number, String suffix, String label, double bound, double value)
            throws IOException {
        String whole = suffix.isEmpty() ? name : name + suffix;
        boolean plain = Names.isLegacy(whole);
        if (!plain) {
            out.put('{');
        }
        name(whole);
        char separator = labels(exposition, number, plain ? '{' : ',');
        if (!label.isEmpty()) {
            out.put(separator);
            out.put(label);
            out.put("=\"");
            out.put(GoNumbers.format(bound));
            out.put('"');
        }
        if (!plain || separator == ',' || !label.isEmpty()) {
            out.put('}');
        }
        out.put(' ');
        out.put(GoNumbers.format(value));
        out.put('\n');
    }

    /** Returns what stands before the next label. */
    private char labels(Exposition exposition, int number, char first) throws IOException {
        char separator = first;
        exposition.metric(number, metric);
        while (metric.next()) {
            if (metric.isBytes(Exposition.LABEL)) {
                out.put(separator);
                label(exposition.bytes());
                separator = ',';
            }
        }
        return separator;
    }

    private void label(byte[] bytes) throws IOException {
        part.reset(bytes, metric.from(), metric.to());
        int nameFrom = 0;
        int nameTo = 0;
        int from = 0;
        int to = 0;
        while (part.next()) {
            if (part.isBytes(Exposition.LABEL_NAME)) {
                nameFrom = part.from();
                nameTo = part.to();
            } else if (part.isBytes(Exposition.LABEL_VALUE)) {
                from = part.from();
                to = part.to();
            }
        }
        if (Names.isLegacy(bytes, nameFrom, nameTo)) {
            out.put(bytes, nameFrom, nameTo);
        } else {
            name(escaping.escape(new String(bytes, nameFrom, nameTo - nameFrom, UTF_8)));
        }
        out.put("=\"");
        escaped(bytes, from, to, true);
        out.put('"');
    }

    private void name(String text) throws IOException {
        if (Names.isLegacy(text)) {
            out.put(text);
        } else {
            byte[] bytes = text.getBytes(UTF_8);
            out.put('"');
            escaped(bytes, 0, bytes.length, true);
            out.put('"');
        }
    }

    private void escaped(byte[] bytes, int from, int to, boolean quotes) throws IOException {
        int begun = from;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '\\' || b == '\n' || (b == '"' && quotes)) {
                out.put(bytes, begun, i);
                out.put('\\');
                out.put(b == '\n' ? 'n' : (char) b);
                begun = i + 1;
            }
        }
        out.put(bytes, begun, to);
    }
}
