package io.promshard.pgw.grouping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupingKeyPropertiesTest {

    private static final long SEED = 20_261_121;
    private static final int LONG = 200_000;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final GroupingKeyParser parser = new GroupingKeyParser("", LabelNames.LEGACY);

    @Test
    void theOrderOfLabelsIsIrrelevant() {
        for (int i = 0; i < 2_000; i++) {
            List<String> labels = labels();
            String path = path("/job/x", labels);
            Collections.shuffle(labels, new Random(random.nextLong()));

            PushPath shuffled = parser.parse(path("/job/x", labels));

            assertThat(shuffled).as(round(i)).isInstanceOf(GroupingKey.class).isEqualTo(parser.parse(path));
        }
    }

    @Test
    void theSpellingOfAValueIsIrrelevant() {
        for (int i = 0; i < 2_000; i++) {
            byte[] value = new byte[1 + random.nextInt(12)];
            random.nextBytes(value);
            String bytes = new String(value, ISO_8859_1).replace('/', '_');

            PushPath plain = parser.parse(path("/job/" + escaped(bytes), List.of("/a/" + escaped(bytes))));
            PushPath encoded =
                    parser.parse(path("/job@base64/" + base64(bytes), List.of("/a@base64/" + base64(bytes))));

            assertThat(plain).as(round(i)).isInstanceOf(GroupingKey.class).isEqualTo(encoded);
        }
    }

    @Test
    void theLastOfLabelsWithOneNameHolds() {
        for (int i = 0; i < 2_000; i++) {
            List<String> labels = labels();
            String last = path("/job/x", labels);
            labels.replaceAll(label -> label + "0" + label);

            assertThat(parser.parse(path("/job/x", labels))).as(round(i)).isEqualTo(parser.parse(last));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/pre"})
    void noPushIsElsewhereAtFirstSight(String prefix) {
        GroupingKeyParser any = new GroupingKeyParser(prefix, LabelNames.LEGACY);
        RandomTargets targets = new RandomTargets(SEED);
        for (int i = 0; i < 125_000; i++) {
            String target = prefix + (random.nextInt(4) > 0 ? targets.next() : targets.garbage(40));

            if (any.isElsewhere(target)) {
                assertThat(any.parse(target)).as(round(i)).isIn(Rejection.NOT_FOUND, Rejection.BAD_REQUEST);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/sd", "/-/ready", "/actuator/prometheus", "/api/v1/route?path=/metrics/job/a", "/metrics"})
    void whatIsPlainlyNoPushIsElsewhere(String target) {
        assertThat(parser.isElsewhere(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics/job/a",
                "/metrics/job@base64/YQ==",
                "/METRICS/Job/a",
                "/%6Detrics/job/a",
                "//metrics/job/a",
                "/x/../metrics/job/a",
                "/./metrics/job/a",
                "http://router/metrics/job/a"
            })
    void whatAGatewayTakesOrSendsToAPushIsNotElsewhere(String target) {
        assertThat(parser.isElsewhere(target)).isFalse();
    }

    @Test
    void theRedirectOfAnUncleanPathLeadsToACleanOne() {
        RandomTargets targets = new RandomTargets(SEED);
        for (int i = 0; i < 125_000; i++) {
            String target = random.nextBoolean() ? targets.next() : targets.garbage(40);

            if (parser.parse(target) instanceof Rejection(int status, String message, String location)
                    && status == 301
                    && location != null) {
                assertThat(parser.parse(location))
                        .as(round(i))
                        .matches(path -> !(path instanceof Rejection again) || again.status() != 301);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyTargetHasAnAnswer(LabelNames names) {
        GroupingKeyParser any = new GroupingKeyParser("", names);
        RandomTargets targets = new RandomTargets(SEED);
        PoisonGuard guard = new PoisonGuard(List.of(Poison.values()));
        for (int i = 0; i < 125_000; i++) {
            String target = random.nextBoolean() ? targets.next() : targets.garbage(i % 1_000 == 0 ? 20_000 : 40);

            assertThatCode(() -> answer(any, guard, target)).as(round(i)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/a", "/.", "/../", "%2F", "/a/", "%ff", "=", "U__", "/U__", "_", "a:", "?", "/a@base64/"})
    void longTargetsAreReadInLittleTime(String piece) {
        String target = "/metrics/job@base64/eA/" + piece.repeat(LONG);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> new GroupingKeyParser("", LabelNames.UTF8).parse(target));
    }

    @Test
    void manyLabelsAreReadInLittleTime() {
        StringBuilder target = new StringBuilder("/metrics/job/x");
        for (int i = LONG; i > 0; i--) {
            target.append("/a").append(i).append("/1");
        }

        PushPath path = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> parser.parse(target.toString()));

        assertThat(path)
                .isInstanceOfSatisfying(
                        GroupingKey.class, key -> assertThat(key.labels()).hasSize(LONG + 1));
    }

    private static void answer(GroupingKeyParser parser, PoisonGuard guard, String target) {
        switch (parser.parse(target)) {
            case GroupingKey key -> {
                assertThat(key.canonical()).isNotEmpty();
                assertThat(key.job()).isNotEmpty();
                assertThat(key.toString()).isNotEmpty();
                assertThat(guard.inspect(key)).isNotNull();
            }
            case Rejection rejection -> {
                assertThat(rejection.status()).isIn(301, 307, 400, 404);
                assertThat(rejection.message().isEmpty()).isEqualTo(rejection.location() != null);
            }
        }
    }

    /** Up to eight labels, each as {@code /name/value}. */
    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            labels.add("/" + (char) ('a' + i) + random.nextInt(3) + "/" + random.nextInt(100));
        }
        return labels;
    }

    private static String path(String job, List<String> labels) {
        return "/metrics" + job + String.join("", labels);
    }

    private static String escaped(String bytes) {
        return "%" + HexFormat.ofDelimiter("%").formatHex(bytes.getBytes(ISO_8859_1));
    }

    private static String base64(String bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.getBytes(ISO_8859_1));
    }

    private static String round(int i) {
        return "seed " + SEED + ", round " + i;
    }
}
