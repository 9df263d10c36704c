package io.promshard.target.publish.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTextTest {

    @ParameterizedTest
    @CsvSource({
        "node, node",
        "Node_exporter-2.1, Node_exporter-2.1",
        "10.0.0.1:9090, 10.0.0.1%3A9090",
        "a/b, a%2Fb",
        "a%2Fb, a%252Fb",
        "größe, gr%C3%B6%C3%9Fe",
        "'', %z",
        "'a b', a%20b"
    })
    void isReadableAndTellsNamesApart(String name, String text) {
        assertThat(of(name)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "../../etc/passwd",
                "/etc/passwd",
                "..\\..",
                ".hidden",
                "a/../b",
                "\0",
                "a\nb",
                "~",
                "*"
            })
    void noNameLeadsElsewhere(String name) {
        assertThat(of(name)).matches(FileNameText.PATTERN).doesNotStartWith(".");
    }

    @Test
    void separatorsAreNotInIt() {
        assertThat(FileNameText.of("a-b_c", "-", 200)).isEqualTo("a%2Db_c");
    }

    @Test
    void longNamesAreCutAndStillTellApart() {
        String common = "x".repeat(300);

        assertThat(of(common + "1")).hasSize(200).isNotEqualTo(of(common + "2"));
        assertThat(of("y".repeat(201))).contains("%x");
        assertThat(of("y".repeat(200))).isEqualTo("y".repeat(200));
    }

    @Test
    void halvesOfCharactersTellApart() {
        assertThat(of("\ud800"))
                .isNotEqualTo(of("\ud801"))
                .isNotEqualTo(of("?"))
                .isNotEqualTo(of("%uD800"));
    }

    @Test
    void noTwoNamesOfManyGiveTheSameText() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> alphabet =
                List.of("a", "A", ".", "-", "_", "%", "/", "2", "F", "z", "x", "u", "D", "ä", "\ud800", ":");
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(1, 7); length > 0; length--) {
                name.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            String other = seen.put(FileNameText.of(name.toString(), "-", 40), name.toString());
            assertThat(other).isIn(null, name.toString());
        }
    }

    private static String of(String name) {
        return FileNameText.of(name, "", 200);
    }
}
