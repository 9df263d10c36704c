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
    private final SampleLines lines;
    private final WireCursor metric = new WireCursor(new byte[0], 0, 0);
    private final WireCursor inner = new WireCursor(new byte[0], 0, 0);
    private final WireCursor part = new WireCursor(new byte[0], 0, 0);
    private MetricType type = MetricType.UNTYPED;

    TextMetrics(Sink out, Escaping escaping) {
        this.out = out;
        this.escaping = escaping;
        this.lines = new SampleLines(out, escaping);
    }

    void begin(FamilyHeader header) throws IOException {
        String name = escaping.escape(header.name());
        lines.begin(name);
        type = header.type();
        String help = header.help();
        if (help != null) {
            out.put("# HELP ");
            lines.name(name);
            out.put(' ');
            byte[] bytes = help.getBytes(UTF_8);
            lines.escaped(bytes, 0, bytes.length, false);
            out.put('\n');
        }
        out.put("# TYPE ");
        lines.name(name);
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
        lines.sample(exposition, number, "", value);
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
        lines.sample(exposition, number, "_sum", sum);
        lines.sample(exposition, number, "_count", GoNumbers.unsigned(count));
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
        lines.sample(exposition, number, "", "quantile", quantile, value);
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
            lines.sample(exposition, number, "_bucket", "le", Double.POSITIVE_INFINITY, all);
        }
        lines.sample(exposition, number, "_sum", sum);
        lines.sample(exposition, number, "_count", all);
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
        lines.sample(exposition, number, "_bucket", "le", bound, floatCount == 0 ? count : floatCount);
        return bound == Double.POSITIVE_INFINITY;
    }
}
