package io.promshard.query.engine.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "$1, a",
        "$1x, ''",
        "${1}x, ax",
        "$y-$2, b-b",
        "$none, ''",
        "$9, ''",
        "$0, ab",
        "$01, ''",
        "$$1, $1",
        "$, $",
        "$-, $-",
        "${1, ${1",
        "${}, ${}",
        "x$$$1$, x$a$"
    })
    void putsGroupsIn(String template, String expected) {
        Pattern pattern = Pattern.compile("(.)(?P<y>.)");
        Matcher matcher = pattern.matcher("ab");
        assertThat(matcher.matches()).isTrue();

        assertThat(new GoTemplate(template).expand(matcher, pattern)).isEqualTo(expected);
    }
}
