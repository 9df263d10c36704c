package io.promshard.bench;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers of range queries as a Prometheus prints them: a quarter of the values whole numbers, the others with all digits. */
final class RangeAnswers {
    private RangeAnswers() {}

    static byte[] text(int series, int samples) {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, series)
                .mapToObj(i ->
                        "{\"metric\":{\"__name__\":\"node_cpu_seconds_total\",\"cpu\":\"%d\",\"instance\":\"host-%d:9100\","
                                        .formatted(i % 8, i / 8)
                                + "\"job\":\"node\",\"mode\":\"idle\"},\"values\":" + samples(samples, random) + "}")
                .collect(Collectors.joining(
                        ",", "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[", "]}}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String samples(int samples, SplittableRandom random) {
        return IntStream.range(0, samples)
                .mapToObj(i -> "[" + (1_700_000_000 + 15 * i) + ",\"" + value(random) + "\"]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String value(SplittableRandom random) {
        return random.nextInt(4) == 0 ? "" + random.nextInt(100_000) : "" + random.nextDouble(1, 1000);
    }
}
