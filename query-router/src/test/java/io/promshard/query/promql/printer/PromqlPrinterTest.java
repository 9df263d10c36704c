package io.promshard.query.promql.printer;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromqlPrinterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0x1F + .50             | 31 + 0.5",
                "1e3 * -Inf             | 1000 * -Inf",
                "90m - -1h              | 1h30m - -1h",
                "up{b='2',a=\"1\"}      | up{a=\"1\",b=\"2\"}",
                "up{}                   | up",
                "{'up'}                 | {__name__=\"up\"}",
                "{'a.b'=`\\`, c='d'}    | {\"a.b\"=\"\\\\\",c=\"d\"}",
                "up OFFSET 3600 @ 1     | up @ 1.000 offset 1h",
                "up[300] offset -1d     | up[5m] offset -1d",
                "up[1h:] @ end()        | up[1h:] @ end()",
                "up[1h:60]offset 5m     | up[1h:1m] offset 5m",
                "sum(up)by(b,a)         | sum by (b, a) (up)",
                "SUM without()(up)      | sum without () (up)",
                "sum by () (up)         | sum(up)",
                "topk(3,up)by('ü',a)    | topk by (\"ü\", a) (3, up)",
                "a==bool on()b          | a == bool on () b",
                "a+ignoring()b          | a + b",
                "a/on(c)group_left b    | a / on (c) group_left () b",
                "a and ignoring(c)b     | a and ignoring (c) b",
                "-  (a)                 | -(a)",
                "+a                     | +a",
                "a[5m+(1h-2)*3]         | a[5m + (1h - 2) * 3]",
                "a[1h:-(1m-2m)]         | a[1h:-(1m - 2m)]",
                "a offset (5m)          | a offset 5m",
                "round(a,.1)            | round(a, 0.1)",
            })
    void writesOneLine(String query, String printed) {
        assertThat(print(query)).isEqualTo(printed);
        assertThat(print(printed)).isEqualTo(printed);
    }

    @Test
    void ordersMatchersByTheirBytes() {
        assertThat(print("{\"\uFF5E\"=\"a\",\"😀\"=\"b\"}")).isEqualTo("{\"\uFF5E\"=\"a\",\"😀\"=\"b\"}");
    }

    @Test
    void keepsBytesThatAreNoCharacters() {
        assertThat(print("a{b='\\xff'}")).isEqualTo("a{b=\"\\xff\"}");
    }

    private static String print(String query) {
        return PromqlPrinter.print(new PromqlParser(ParserOptions.EXPERIMENTAL).parse(query));
    }
}
