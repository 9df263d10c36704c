package io.promshard.query.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers to {@code query} and {@code query_range} with labels that are hard to read: full of quotes, brackets, escapes, and
 * words that mean something elsewhere. The same seed gives the same answer, with or without one more label.
 */
public final class RandomAnswer {
    private static final String[] PIECES = {
        "cluster",
        "clusters",
        "cluste",
        "metric",
        "data",
        "result",
        "a",
        "Z",
        "_",
        "\"",
        "\\",
        "}",
        "{",
        "]",
        "[",
        ",",
        ":",
        "\n",
        "\u0001",
        "é",
        "\u2028",
        "😀",
        "\uFFFD",
        "{\"metric\":{}}",
        "\\\"",
        " ",
        "values",
        "~",
    };

    private final SplittableRandom random;
    private final String name;
    private final String value;
    private final boolean inserted;

    private RandomAnswer(long seed, String name, String value, boolean inserted) {
        this.random = new SplittableRandom(seed);
        this.name = name;
        this.value = value;
        this.inserted = inserted;
    }

    /** As a server prints it that does not store the label, but may have one of the name on some series. */
    public static byte[] plain(long seed, String name) {
        return new RandomAnswer(seed, name, "", false).text();
    }

    /** As one prints it that has the label on all series. */
    public static byte[] inserted(long seed, String name, String value) {
        return new RandomAnswer(seed, name, value, true).text();
    }

    private byte[] text() {
        boolean range = random.nextBoolean();
        String result = IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> series(range))
                .collect(Collectors.joining(","));
        String text = "{\"status\":\"success\",\"data\":{\"resultType\":\"" + (range ? "matrix" : "vector")
                + "\",\"result\":["
                + result + "]" + (random.nextBoolean() ? ",\"stats\":{\"metric\":{\"x\":[1.5e-7,{}]}}" : "")
                + "},\"warnings\":[" + quoted(word(4)) + "]}" + (random.nextBoolean() ? "\n" : "");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String series(boolean range) {
        return "{\"metric\":" + labels() + (range ? ",\"values\":" + samples() : ",\"value\":" + sample()) + "}";
    }

    private String labels() {
        Map<String, String> labels = new TreeMap<>(RandomAnswer::compareBytes);
        for (int i = random.nextInt(5); i > 0; i--) {
            String labelName = word(3);
            labels.put(labelName, quoted(labelName) + ":" + quoted(word(8)));
        }
        if (random.nextInt(3) == 0) {
            labels.put(name, quoted(name) + ":" + quoted(word(8)));
        }
        if (inserted) {
            labels.put(name, "\"" + name + "\":\"" + value + "\"");
        }
        return labels.values().stream().collect(Collectors.joining(",", "{", "}"));
    }

    private static int compareBytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private String samples() {
        return IntStream.range(0, random.nextInt(20))
                .mapToObj(i -> sample())
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String sample() {
        return random.nextInt(8) == 0
                ? "[1,{\"count\":\"2\",\"sum\":\"3\",\"buckets\":[[0,\"1\",\"2\",\"2\"]]}]"
                : "[" + random.nextInt() + ".5,\"" + random.nextDouble() + "\"]";
    }

    private String word(int pieces) {
        return IntStream.range(0, random.nextInt(1, pieces + 1))
                .mapToObj(i -> PIECES[random.nextInt(PIECES.length)])
                .collect(Collectors.joining());
    }

    /** In one of the many ways in which JSON can write it. */
    private String quoted(String word) {
        return word.chars().mapToObj(this::unit).collect(Collectors.joining("", "\"", "\""));
    }

    private String unit(int unit) {
        if (Character.isSurrogate((char) unit)) {
            return "\\u%04X".formatted(unit);
        }
        if (unit < ' ' || random.nextInt(10) == 0) {
            return "\\u%04x".formatted(unit);
        }
        return unit == '"' || unit == '\\' ? "\\" + (char) unit : String.valueOf((char) unit);
    }
}
