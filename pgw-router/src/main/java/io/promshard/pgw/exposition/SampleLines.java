package io.promshard.pgw.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/** Writes samples of one family after the other as lines of text 0.0.4, with the labels of their metric. For one thread. */
final class SampleLines {

    private final Sink out;
    private final Escaping escaping;
    private final WireCursor metric = new WireCursor(new byte[0], 0, 0);
    private final WireCursor pair = new WireCursor(new byte[0], 0, 0);
    private String family = "";

    SampleLines(Sink out, Escaping escaping) {
        this.out = out;
        this.escaping = escaping;
    }

    /** From now on samples are of a family with this name, which is escaped already. */
    void begin(String name) {
        family = name;
    }

    /** A line with the labels of a metric. */
    void sample(Exposition exposition, int number, String suffix, double value) throws IOException {
        sample(exposition, number, suffix, "", 0, value);
    }

    /** The same with one label more, whose value is a number; none if its name is empty. */
    void sample(Exposition exposition, int number, String suffix, String label, double bound, double value)
            throws IOException {
        String whole = suffix.isEmpty() ? family : family + suffix;
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
        pair.reset(bytes, metric.from(), metric.to());
        int nameFrom = 0;
        int nameTo = 0;
        int from = 0;
        int to = 0;
        while (pair.next()) {
            if (pair.isBytes(Exposition.LABEL_NAME)) {
                nameFrom = pair.from();
                nameTo = pair.to();
            } else if (pair.isBytes(Exposition.LABEL_VALUE)) {
                from = pair.from();
                to = pair.to();
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

    /** A name as it stands before its labels, or among them. */
    void name(String text) throws IOException {
        if (Names.isLegacy(text)) {
            out.put(text);
        } else {
            byte[] bytes = text.getBytes(UTF_8);
            out.put('"');
            escaped(bytes, 0, bytes.length, true);
            out.put('"');
        }
    }

    /** Bytes of UTF-8 with backslashes before what would end them. */
    void escaped(byte[] bytes, int from, int to, boolean quotes) throws IOException {
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
