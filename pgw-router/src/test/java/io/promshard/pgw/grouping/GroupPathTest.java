package io.promshard.pgw.grouping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupPathTest {

    private static final String[] NAMES = {
        "a",
        "_b",
        "Z9",
        "__c",
        "U__d",
        "e.f",
        "g-h",
        "1",
        "é",
        "i j",
        "k/l",
        "m@base64",
        "日本",
        "\uD83D\uDE00",
        "%",
        "__"
    };

    private final SplittableRandom random = new SplittableRandom(4);

    @ParameterizedTest
    @CsvSource({
        "a, /metrics/job@base64/YQ",
        "a/b, /metrics/job@base64/YS9i",
        "é?, /metrics/job@base64/w6k_",
    })
    void ofAJob(String job, String path) {
        assertThat(GroupPath.of(GroupingKey.of(Map.of("job", job)))).isEqualTo(path);
    }

    @Test
    void saysAnEmptyValueInBase64() {
        assertThat(GroupPath.of(GroupingKey.of(Map.of("job", "a", "b", ""))))
                .isEqualTo("/metrics/job@base64/YQ/b@base64/=");
    }

    @Test
    void escapesOnlyNamesThatAPathCannotHave() {
        assertThat(GroupPath.of(GroupingKey.of(Map.of("job", "a", "b_1", "x"))))
                .isEqualTo("/metrics/job@base64/YQ/b_1@base64/eA");
        assertThat(GroupPath.of(GroupingKey.of(Map.of("job", "a", "b.c_d", "x"))))
                .isEqualTo("/metrics/job@base64/YQ/U__b_2e_c__d@base64/eA");
    }

    @Test
    void isReadAsTheKeyThatItWasMadeOf() {
        GroupingKeyParser parser = new GroupingKeyParser("", LabelNames.UTF8);
        for (int i = 0; i < 20_000; i++) {
            GroupingKey key = GroupingKey.ofBytes(labels());

            assertThat(parser.parse(GroupPath.of(key))).as(key.toString()).isEqualTo(key);
        }
    }

    private SortedMap<String, String> labels() {
        SortedMap<String, String> labels = new TreeMap<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            String name = NAMES[random.nextInt(NAMES.length)];
            labels.put(new String(name.getBytes(UTF_8), ISO_8859_1), bytes(random.nextInt(6)));
        }
        labels.put("job", bytes(1 + random.nextInt(6)));
        return labels;
    }

    private String bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }
}
