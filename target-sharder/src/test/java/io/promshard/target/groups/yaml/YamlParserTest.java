package io.promshard.target.groups.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promshard.target.groups.yaml.YamlNode.Entry;
import io.promshard.target.groups.yaml.YamlNode.Mapping;
import io.promshard.target.groups.yaml.YamlNode.Scalar;
import io.promshard.target.groups.yaml.YamlNode.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlParserTest {

    private static YamlNode parse(String text) throws BadYamlException {
        return YamlParser.parse(text).orElseThrow();
    }

    private static Entry entry(YamlNode mapping, int index) {
        return ((Mapping) mapping).entries().get(index);
    }

    private static void assertRefused(String text, int line, int column, String message) {
        assertThatThrownBy(() -> YamlParser.parse(text))
                .isInstanceOfSatisfying(
                        BadYamlException.class, e -> assertThat(e.place()).isEqualTo(new Place(line, column)))
                .hasMessageContaining(message);
    }

    @Test
    void everyValueAndKeyKnowsWhereItStands() throws Exception {
        YamlNode root = parse("a:\n  - x\n  - b: 'y z'\n");

        Entry a = entry(root, 0);
        Sequence list = (Sequence) a.value();
        assertThat(a.place()).isEqualTo(new Place(1, 1));
        assertThat(list.place()).isEqualTo(new Place(2, 3));
        assertThat(list.items().getFirst()).isEqualTo(new Scalar(new Place(2, 5), "x", false));
        assertThat(entry(list.items().get(1), 0))
                .isEqualTo(new Entry(new Place(3, 5), "b", new Scalar(new Place(3, 8), "y z", false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "0x10", "1:30", "2026-11-21", "1e3"})
    void scalarsAreWhatIsWritten(String text) throws Exception {
        assertThat(parse(text)).isEqualTo(new Scalar(Place.START, text, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:", "a: null", "a: ~"})
    void nothingIsTold(String text) throws Exception {
        assertThat(entry(parse(text), 0).value())
                .isInstanceOfSatisfying(
                        Scalar.class, scalar -> assertThat(scalar.isNull()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "\n\n"})
    void aTextWithoutAValueHasNone(String text) throws Exception {
        assertThat(YamlParser.parse(text)).isEmpty();
    }

    @Test
    void jsonIsYaml() throws Exception {
        assertThat(entry(parse("{\"a\": [\"b\\u0041\"]}"), 0).value())
                .isInstanceOfSatisfying(
                        Sequence.class,
                        list -> assertThat(list.items()).containsExactly(new Scalar(new Place(1, 8), "bA", false)));
    }

    @Test
    void aliasesStandForWhatTheyName() throws Exception {
        YamlNode root = parse("a: &x [1]\nb: *x\n");

        assertThat(entry(root, 1).value()).isEqualTo(entry(root, 0).value());
    }

    @Test
    void whatIsMergedInGivesWay() throws Exception {
        YamlNode root = parse("a: &a {k: 1, l: 2}\nb: &b {l: 3, m: 4}\nc:\n  k: 0\n  <<: [*a, *b]\n");

        assertThat(((Mapping) entry(root, 2).value())
                        .entries().stream()
                                .map(entry -> entry.key() + ((Scalar) entry.value()).text())
                                .toList())
                .containsExactly("k0", "l2", "m4");
    }

    @Test
    void aKeyThatComesTwiceComesTwice() throws Exception {
        assertThat(((Mapping) parse("a: 1\na: 2\n")).entries()).hasSize(2);
    }

    @Test
    void whatIsNoYamlIsRefusedWhereItEnds() {
        assertRefused("a: 1\nb: [2\nc: 3\n", 3, 2, "expected ',' or ']'");
        assertRefused("a:\n\tb: 1\n", 2, 1, "cannot start any token");
        assertRefused("a: 1\n---\nb: 2\n", 2, 1, "another document");
        assertRefused("a: *b\n", 1, 4, "undefined alias b");
        assertRefused("? [a, b]\n: c\n", 1, 3, "a key must be a text");
        assertRefused("<<: 1\n", 1, 5, "<< takes a mapping");
        assertRefused("a: \u0001\n", 1, 1, "special characters are not allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "a: !include b.yml, tags such as !include are not understood",
        "a: !!java.net.URL [x], Global tag is not allowed",
        "a: !<tag:x> {}, tags such as tag:x are not understood"
    })
    void tagsAreRefusedAndLoadNothing(String text, String message) {
        assertThatThrownBy(() -> YamlParser.parse(text))
                .isInstanceOf(BadYamlException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aliasesThatMultiplyHaveALimit() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            text.append("a%d: &a%d [%s*a%d]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9), i - 1));
        }

        assertThatThrownBy(() -> YamlParser.parse(text.toString()))
                .hasMessage("more than 1000000 values, aliases followed");
    }

    @Test
    void anAliasOfWhatItStandsInHasALimit() {
        assertRefused("a: &a [*a]\n", 1, 4, "more than 32 levels");
        assertRefused("a: &a [*a, *a]\n", 1, 4, "more than 32 levels");
    }

    @Test
    void depthAndLengthHaveLimits() {
        assertThatThrownBy(() -> YamlParser.parse("[".repeat(100_000))).hasMessageContaining("32");
        assertThatThrownBy(() -> YamlParser.parse("a".repeat(YamlParser.LONGEST + 1)))
                .hasMessage("longer than 1048576 characters");
    }
}
