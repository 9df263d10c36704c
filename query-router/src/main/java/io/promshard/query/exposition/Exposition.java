package io.promshard.query.exposition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.promshard.query.exposition.Sample.Pair;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.MalformedAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * A page of metrics.
 *
 * @param families in the order of the page
 */
public record Exposition(List<Family> families) {

    public Exposition {
        families = List.copyOf(families);
    }

    /**
     * Reads a page.
     *
     * @param label that each sample gets
     * @throws MalformedAnswer if a line is neither a comment nor a sample
     */
    public static Exposition parse(byte[] page, Optional<Label> label) throws MalformedAnswer {
        Optional<Pair> pair = label.map(Exposition::pair);
        List<Family> families = new ArrayList<>();
        StringBuilder head = new StringBuilder();
        List<String> samples = new ArrayList<>();
        StringTokenizer lines = new StringTokenizer(new String(page, ISO_8859_1), "\n");
        while (lines.hasMoreTokens()) {
            String line = lines.nextToken();
            if (!line.startsWith("#")) {
                Sample sample = Sample.parse(line);
                samples.add(pair.map(sample::with).orElse(sample).toString());
            } else {
                if (!samples.isEmpty()) {
                    families.add(family(head, samples));
                }
                head.append(line).append('\n');
            }
        }
        if (!samples.isEmpty()) {
            families.add(family(head, samples));
        }
        return new Exposition(families);
    }

    private static Family family(StringBuilder head, List<String> samples) throws MalformedAnswer {
        String[] words = head.toString().split(" ", 4);
        String name =
                words.length == 4 ? words[2] : Sample.parse(samples.getFirst()).name();
        Family family = new Family(name, head.toString(), samples);
        head.setLength(0);
        samples.clear();
        return family;
    }

    private static Pair pair(Label label) {
        String escaped =
                label.value().replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
        return new Pair(label.name(), new String(escaped.getBytes(StandardCharsets.UTF_8), ISO_8859_1));
    }

    /** Writes the page; the stream is neither flushed nor closed. */
    public void writeTo(OutputStream out) throws IOException {
        for (Family family : families) {
            out.write(family.head().getBytes(ISO_8859_1));
            for (String sample : family.samples()) {
                out.write((sample + "\n").getBytes(ISO_8859_1));
            }
        }
    }
}
