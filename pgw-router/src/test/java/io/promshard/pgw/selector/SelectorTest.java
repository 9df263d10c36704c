package io.promshard.pgw.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.promshard.pgw.grouping.GroupingKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {

    private static final GroupingKey KEY =
            GroupingKey.of(Map.of("job", "batch", "instance", "h1.example:9", "größe", "a\"b\\c\nd"));

    private static boolean matches(String selector) {
        return Selector.parse(selector).matches(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "{job=\"batch\"}",
                "{job='batch',}",
                "{ job = `batch` , instance =~ \"h.*\" }",
                "{job!=\"batches\"}",
                "{instance=~\"h1\\\\..*\"}",
                "{instance=~`h1\\..*`}",
                "{instance=~\"H1.*|h1.*\"}",
                "{instance!~\"h1\"}",
                "{absent=\"\"}",
                "{absent!=\"x\"}",
                "{absent=~\".*\"}",
                "{absent!~\".+\"}",
                "{\"job\"=\"batch\"}",
                "{\"größe\"=\"a\\\"b\\\\c\\nd\"}",
                "{\"gr\\u00f6\\U000000dfe\"=~\"(?s)a.*d\",job=\"b\\x61tch\"}",
                "{job=\"batch\",job=~\"b.*\"}",
            })
    void matchesAsInPromql(String selector) {
        assertThat(matches(selector)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{job=\"batc\"}",
                "{job!=\"batch\"}",
                "{job=~\"batc\"}",
                "{job=~\"atch\"}",
                "{instance!~\"h1.*\"}",
                "{absent!=\"\"}",
                "{absent=~\".+\"}",
                "{job=\"batch\",instance=\"\"}",
                "{instance=~\"H1.*\"}",
            })
    void matchesNothingElse(String selector) {
        assertThat(matches(selector)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "job=\"a\"; a selector begins with {",
                "up{job=\"a\"}; a selector begins with {",
                "{job}; =, !=, =~ or !~ must follow, at character 5 of {job}",
                "{job=a}; a value in quotes must follow, at character 6",
                "{job==\"a\"}; a value in quotes must follow, at character 6",
                "{=\"a\"}; a label must follow, at character 2",
                "{1a=\"a\"}; a label must follow",
                "{job=\"a\" instance=\"b\"}; a comma or } must follow, at character 10",
                "{job=\"a\"; a comma or } must follow",
                "{job=\"a\"} or {}; nothing may follow the selector, at character 11",
                "{,}; a label must follow",
                "{job=\"a}; the string that begins at character 6 has no end",
                "{job=\"\\q\"}; there is no such escape",
                "{job=\"\\xff\"}; there is no such escape",
                "{job=\"\\ud800\"}; there is no such escape",
                "{job=\"\\U00110000\"}; there is no such escape",
                "{job=\"\\u12\"}; there is no such escape",
                "{job=\"\\; there is no such escape",
                "{job=~\"(\"}; missing closing )",
                "{job=~\"a{1001}\"}; invalid repeat count",
                "{job=~\"((a{100}){100}){100}\"}; error parsing regexp",
                "{__name__=\"up\"}; groups have no __name__",
                "{\"\"=\"a\"}; a label must follow",
            })
    void saysWhatIsWrongAndWhere(String selector, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selector.parse(selector))
                .withMessageContaining(message)
                .withMessageContaining(selector);
    }

    @Test
    void oneThatIsTooLongIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selector.parse("{job=\"" + "a".repeat(8192) + "\"}"))
                .withMessageContaining("a selector may have 8192 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{job=~\".+\"}",
                "{job=~\".*\"}",
                "{job!=\"\"}",
                "{job!=\"a\"}",
                "{instance=\"\"}",
                "{instance!=\"a\"}",
                "{instance=~\"a|\",job!~\"x\"}"
            })
    void isOpenIfNoMatcherNamesWhatItWants(String selector) {
        assertThat(Selector.parse(selector).isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{job=\"a\"}", "{job=~\"a.*\"}", "{instance!=\"\"}", "{instance=~\".+\"}", "{a!=\"b\",job=\"c\"}"
            })
    void isNotOpenIfOneDoes(String selector) {
        assertThat(Selector.parse(selector).isOpen()).isFalse();
    }

    @Test
    void aSelectionHasTheGroupsOfAnyOfItsSelectors() {
        Selection selection = Selection.parse(List.of("{job=\"other\"}", "{instance=~\"h.*\"}"));

        assertThat(selection.matches(KEY)).isTrue();
        assertThat(selection.matches(GroupingKey.of(Map.of("job", "other")))).isTrue();
        assertThat(selection.matches(GroupingKey.of(Map.of("job", "third")))).isFalse();
        assertThat(selection.isOpen()).isFalse();
        assertThat(Selection.parse(List.of("{job=\"a\"}", "{}")).isOpen()).isTrue();
    }

    @Test
    void aSelectionNeedsASelectorAndNotTooMany() {
        assertThatIllegalArgumentException().isThrownBy(() -> Selection.parse(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selection.parse(Collections.nCopies(65, "{job=\"a\"}")))
                .withMessageContaining("got: 65");
    }

    @Test
    void coversWhatHasNoOtherSelectors() {
        Selection a = Selection.parse(List.of("{job=\"a\"}"));
        Selection both = Selection.parse(List.of("{job=\"b\"}", "{job=\"a\"}"));

        assertThat(both.covers(a)).isTrue();
        assertThat(a.covers(both)).isFalse();
        assertThat(Selection.ALL.covers(both)).isTrue();
        assertThat(a.covers(Selection.ALL)).isFalse();
    }

    @Test
    void isReadAgainAsItIsWritten() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            List<LabelMatcher> matchers = new ArrayList<>();
            for (int j = random.nextInt(4); j > 0; j--) {
                MatchOp op = random.nextBoolean() ? MatchOp.EQUAL : MatchOp.NOT_EQUAL;
                matchers.add(new LabelMatcher("l" + text(random), op, text(random)));
            }
            Selector selector = new Selector(matchers);

            assertThat(Selector.parse(selector.toString())).isEqualTo(selector);
        }
    }

    @Test
    void nothingElseIsThrownWhateverTheTextIs() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("{");
            for (int j = random.nextInt(12); j > 0; j--) {
                text.append("{}job\"'`=~!,\\xu1 \n".charAt(random.nextInt(18)));
            }
            try {
                assertThat(Selector.parse(text.toString())).isNotNull();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining(text.toString());
            }
        }
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append("ab\"\\\n'`{},=ö\t".charAt(random.nextInt(13)));
        }
        return text.toString();
    }

    @Test
    void bytesThatAreNoTextLookAsInTheGatewaysList() {
        GroupingKey broken = GroupingKey.ofBytes(new TreeMap<>(Map.of("job", "a\u00FF")));

        assertThat(Selector.parse("{job=\"a\uFFFD\"}").matches(broken)).isTrue();
    }
}
