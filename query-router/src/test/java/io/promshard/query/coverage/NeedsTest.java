package io.promshard.query.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.printer.PromqlPrinter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedsTest {

    private static final long LOOKBACK = 300_000;

    private static List<String> needs(String query) {
        return Needs.of(new PromqlParser(ParserOptions.EXPERIMENTAL).parse(query), LOOKBACK).stream()
                .map(need -> PromqlPrinter.printExactly(need.selector()) + (need.fixed() ? " fixed (" : " (")
                        + need.span().afterMillis() / 1000 + ", " + need.span().untilMillis() / 1000 + "]")
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x                                  | x (-300, 0]",
                "x offset 1m                        | x (-360, -60]",
                "x offset -1m                       | x (-240, 60]",
                "rate(x[1h] offset 5m)              | x (-3900, -300]",
                "sum(x) + y                         | x (-300, 0]; y (-300, 0]",
                "x @ 1000                           | x fixed (700, 1000]",
                "rate(x[1m] @ 1000 offset 1m)       | x fixed (880, 940]",
                "max_over_time(sum(x)[30m:1m])      | x (-2100, 0]",
                "max_over_time(x[30m:1m] offset 1h) | x (-5700, -3600]",
                "max_over_time(x[30m:1m] @ 9000)    | x fixed (6900, 9000]",
                "max_over_time((x @ 1000)[30m:1m])  | x fixed (700, 1000]",
                "max_over_time(rate(x[5m])[10m:1m]) | x (-900, 0]",
                "rate(x[1h + 5m])                   | x (-3900, 0]",
                "info(x)                            | target_info (-300, 0]; x (-300, 0]",
                "vector(1)                          | ''",
            })
    void areTheTimesThatSelectorsRead(String query, String needs) {
        assertThat(String.join("; ", needs(query))).isEqualTo(needs);
    }
}
