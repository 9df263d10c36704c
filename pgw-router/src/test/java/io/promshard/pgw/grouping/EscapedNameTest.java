package io.promshard.pgw.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedNameTest {

    @ParameterizedTest
    @CsvSource({
        "U__, ''",
        "U__foo, foo",
        "U__foo_2e_bar, foo.bar",
        "U__foo_2E_bar, foo.bar",
        "U__foo_0002e_bar, foo.bar",
        "U__foo__bar, foo_bar",
        "U____, _",
        "U______, __",
        "U___5f__5f_a, __a",
        "U___e9_, é",
        "U___1F60A_, 😊",
        "U___FFFFF_, \uDBBF\uDFFF",
        "U__U__a, U_a",
    })
    void undoesEscapes(String name, String text) {
        assertThat(ByteStrings.text(EscapedName.unescape(name))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "foo",
                "U_foo",
                "u__foo",
                "xU__foo",
                "U__a_",
                "U__a_2e",
                "U__in_xxx_valid",
                "U___d800_",
                "U___DFFF_",
                "U___00002e_",
                "U___10FFFF_",
                "U___110000_",
                "U___-2e_",
                "U__foo_2e_bar_"
            })
    void leavesWhatDoesNotFollowTheRules(String name) {
        assertThat(EscapedName.unescape(name)).isEqualTo(name);
    }

    @Test
    void readsControlCharactersAsDigitsLikePrometheus() {
        assertThat(EscapedName.unescape("U___\u0012e_")).isEqualTo(".");
    }

    @Test
    void unescapesOnlyOnce() {
        assertThat(EscapedName.unescape("U__U____x")).isEqualTo("U__x");
    }
}
