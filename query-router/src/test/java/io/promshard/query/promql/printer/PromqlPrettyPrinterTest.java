package io.promshard.query.promql.printer;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import org.junit.jupiter.api.Test;

class PromqlPrettyPrinterTest {

    private static final String LONG = "a".repeat(60);
    private static final String LONGER = "b".repeat(60);

    @Test
    void leavesWhatFitsALine() {
        assertThat(pretty("sum ( up )")).isEqualTo("sum(up)");
        assertThat(pretty("a".repeat(100))).hasSize(100);
    }

    @Test
    void indentsBothSidesOfAnOperator() {
        assertThat(pretty("%s + on(x) %s * c".formatted(LONG, LONGER))).isEqualTo("""
                  %s
                + on (x)
                  %s * c""".formatted(LONG, LONGER));
    }

    @Test
    void indentsAChainByItsLevels() {
        assertThat(pretty("%s + %s > bool c".formatted(LONG, LONGER))).isEqualTo("""
                    %s
                  +
                    %s
                > bool
                  c""".formatted(LONG, LONGER));
    }

    @Test
    void indentsArgumentsAndParameters() {
        assertThat(pretty("topk by (x) (3, label_replace(%s, '%s', '', '', ''))".formatted(LONG, LONGER)))
                .isEqualTo("""
                        topk by (x) (
                          3,
                          label_replace(
                            %s,
                            "%s",
                            "",
                            "",
                            ""
                          )
                        )""".formatted(LONG, LONGER));
    }

    @Test
    void putsASignOnTheLineOfWhatItBelongsTo() {
        assertThat(pretty("-(%s + %s)".formatted(LONG, LONGER))).isEqualTo("""
                -(
                    %s
                  +
                    %s
                )""".formatted(LONG, LONGER));
    }

    @Test
    void putsARangeBehindWhatItIsOf() {
        assertThat(pretty("rate((%s + %s)[1h:] offset 5m)".formatted(LONG, LONGER)))
                .isEqualTo("""
                        rate(
                          (
                              %s
                            +
                              %s
                          )[1h:] offset 5m
                        )""".formatted(LONG, LONGER));
    }

    @Test
    void doesNotIndentAShortSubquery() {
        assertThat(pretty("quantile_over_time(scalar(%s + %s), a[1h:])".formatted(LONG, LONGER)))
                .endsWith("\n  ),\na[1h:]\n)");
    }

    @Test
    void countsBytes() {
        assertThat(pretty("{a=\"%s\"} + b".formatted("ü".repeat(50)))).contains("\n");
        assertThat(pretty("{a=\"%s\"} + b".formatted("u".repeat(50)))).doesNotContain("\n");
    }

    private static String pretty(String query) {
        return PromqlPrettyPrinter.print(new PromqlParser(ParserOptions.EXPERIMENTAL).parse(query));
    }
}
