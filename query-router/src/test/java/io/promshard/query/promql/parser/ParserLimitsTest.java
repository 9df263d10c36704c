package io.promshard.query.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.ast.VectorSelector;
import io.promshard.query.promql.printer.PromqlPrettyPrinter;
import io.promshard.query.promql.printer.PromqlPrinter;
import io.promshard.query.promql.rewrite.Exprs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest trees, on a stack of half the size that threads have. */
class ParserLimitsTest {

    private static final long STACK = 512 * 1024;
    private static final PromqlParser PARSER = new PromqlParser(ParserOptions.EXPERIMENTAL);

    @ParameterizedTest
    @ValueSource(strings = {"1", "a", "a or rate(b[5m])"})
    void aChainOfThousandsIsWalkedWithoutAStack(String term) throws InterruptedException {
        String query = term + (" + " + term).repeat(PromqlParser.MAX_OPERATORS / 5);

        onSmallStack(() -> {
            Expr expr = PARSER.parse(query);
            assertThat(PromqlPrinter.print(expr)).isEqualTo(query);
            assertThat(PromqlPrinter.print(Exprs.mapBottomUp(expr, e -> e))).isEqualTo(query);
            assertThat(expr.position().end()).isEqualTo(query.length());
        });
    }

    static Stream<String> nested() {
        int levels = PromqlParser.MAX_NESTING - 2;
        return Stream.of(
                "(".repeat(levels) + "a" + ")".repeat(levels),
                "-".repeat(levels) + "a",
                "a" + " ^ a".repeat(levels),
                "abs(".repeat(levels) + "a" + ")".repeat(levels),
                "sum by (b) (".repeat(levels) + "a" + ")".repeat(levels),
                "a[" + "(".repeat(levels - 2) + "5m + 1" + ")".repeat(levels - 2) + "]",
                "a[5m" + " + 1".repeat(levels - 2) + "]");
    }

    @ParameterizedTest
    @MethodSource("nested")
    void whatIsNestedAsDeepAsItMayFitsTheStack(String query) throws InterruptedException {
        onSmallStack(() -> {
            Expr expr = PARSER.parse(query);
            String printed = PromqlPrinter.print(expr);
            assertThat(PromqlPrinter.print(PARSER.parse(printed))).isEqualTo(printed);
            assertThat(PromqlPrettyPrinter.print(Exprs.mapBottomUp(expr, e -> e)))
                    .isNotEmpty();
            assertThat(Exprs.selectors(expr)).isNotEmpty();
        });
    }

    static Stream<String> regularExpressions() {
        return Stream.of(
                "(".repeat(249) + "a" + ")".repeat(249),
                "(".repeat(249) + "a" + ")*".repeat(249),
                "[" + "a".repeat(9_000) + "]",
                "[" + "[:alpha:]\\\\d".repeat(700) + "]",
                "a1.|b2.|c3.|".repeat(2_000) + ".",
                "(" + "a1[.]|b2.|".repeat(2_000) + "c)",
                "(a|b)".repeat(300),
                "\\\\Q" + "a".repeat(9_000),
                "\\\\Q" + "(".repeat(9_000) + "\\\\E",
                "a*".repeat(900),
                "(?i)" + "ab".repeat(4_000),
                "((a?){10}){30}b");
    }

    @ParameterizedTest
    @MethodSource("regularExpressions")
    void aLargeRegularExpressionFitsTheStack(String expression) throws InterruptedException {
        onSmallStack(() -> {
            VectorSelector selector = (VectorSelector) PARSER.parse("{a=~\"" + expression + "\",b=\"c\"}");
            assertThat(selector.matchers().getFirst().matches("?".repeat(100))).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*", "(a?)", "(a|)", "(?i)a|"})
    void aRegularExpressionOfThousandsOfChoicesIsRefused(String choice) {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> PARSER.parse("{a=~\"" + choice.repeat(2_000) + "\"}"))
                .withMessageContaining("expression too large");
    }

    static Stream<String> tooDeep() {
        int levels = 100_000;
        return Stream.of(
                "(".repeat(levels),
                "-".repeat(levels),
                "1" + "^1".repeat(levels),
                "a" + "[5m:]".repeat(levels),
                "a" + " offset 0".repeat(levels),
                "abs(".repeat(levels),
                "sum(".repeat(levels),
                "a[" + "(".repeat(levels),
                "a[" + "-".repeat(levels),
                "a[1" + "+1".repeat(levels),
                "a offset " + "-".repeat(levels));
    }

    @ParameterizedTest
    @MethodSource("tooDeep")
    void whatIsTooDeepIsRefused(String query) throws InterruptedException {
        onSmallStack(() -> assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> PARSER.parse(query))
                .withMessageContaining("expression is nested more than 256 levels deep"));
    }

    @Test
    void aChainThatIsTooLongIsRefused() {
        assertThatExceptionOfType(ParseException.class)
                .isThrownBy(() -> PARSER.parse("1" + "+1".repeat(100_000)))
                .withMessageContaining("more than 5000 operators in a row");
    }

    private static void onSmallStack(Runnable test) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        Thread thread = new Thread(null, test, "small-stack", STACK);
        thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
        thread.start();
        thread.join();
        assertThat(failures).isEmpty();
    }
}
