package io.promshard.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.client.ApiCall.Param;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParamsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
            a=1&b=2          | a:1 b:2
            a=1&a=2          | a:1 a:2
            a                | a:
            a=               | a:
            =1               | :1
            a=b=c            | a:b=c
            a+b=c+d          | a b:c d
            a%20b=%7B%22%7D  | a b:{"}
            m%5B%5D=x        | m[]:x
            m[]=x            | m[]:x
            &&a=1&&          | a:1
            a=1;b=2&c=3      | c:3
            a=%&b=1          | b:1
            a=%zz&b=1        | b:1
            a=%2&b=1         | b:1
            %zz=1&b=1        | b:1
            a=%C3%A9         | a:é
            """)
    void readsAForm(String form, String params) {
        assertThat(text(Params.of("", form))).isEqualTo(params);
    }

    @Test
    void aBodyComesBeforeTheUrl() {
        assertThat(text(Params.of("a=1&b=2", "a=3"))).isEqualTo("a:1 b:2 a:3");
    }

    @Test
    void theFirstOfANameCountsAndAllCanBeHad() {
        Params params = Params.of("a=1&b=2", "a=3");

        assertThat(params.first("a")).isEqualTo("1");
        assertThat(params.first("c")).isEmpty();
        assertThat(params.every("a")).containsExactly("1", "3");
    }

    private static String text(Params params) {
        return params.all().stream().map(ParamsTest::text).collect(Collectors.joining(" "));
    }

    private static String text(Param param) {
        return param.name() + ":" + param.value();
    }
}
