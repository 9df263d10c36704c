package io.promshard.query.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.printer.PromqlPrettyPrinter;
import io.promshard.query.promql.printer.PromqlPrinter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A million broken queries: each parses or is a {@link ParseException}, and what parses is printed as it was meant. */
class PromqlFuzzTest {

    private static final int INPUTS = 1_000_000;
    private static final long SEED = 42;
    private static final PromqlParser PARSER = new PromqlParser(ParserOptions.EXPERIMENTAL);

    @Test
    void whateverIsWrittenParsesOrIsRefused() {
        Mutator mutator = new Mutator(SEED);
        int parsed = 0;
        for (int i = 0; i < INPUTS; i++) {
            parsed += check(mutator.next()) ? 1 : 0;
        }

        System.out.printf(">>> %d inputs, %d parsed%n", INPUTS, parsed);
        assertThat(parsed).isBetween(INPUTS / 10, INPUTS * 9 / 10);
    }

    /** Durations beyond 104 days are read in steps of more than a nanosecond, which may cost them a millisecond each time. */
    private static final Pattern LONG_AND_FINE = Pattern.compile("(\\dy|\\dw|\\d{3,}d)\\w*ms");

    private static boolean check(String input) {
        try {
            Optional<Expr> expr = parse(input);
            expr.ifPresent(PromqlFuzzTest::checkPrinted);
            return expr.isPresent();
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            return fail("seed " + SEED + ", input: " + input, e);
        }
    }

    private static void checkPrinted(Expr expr) {
        String printed = PromqlPrinter.print(expr);
        String pretty = PromqlPrettyPrinter.print(expr);
        // An offset below a millisecond is none.
        String exact = PromqlPrinter.printExactly(expr).replaceAll(" offset -?0s", "");
        if (!LONG_AND_FINE.matcher(exact).find()) {
            assertThat(parse(exact).map(PromqlPrinter::printExactly)).hasValue(exact);
        }
        if (Faithful.isPrintedSo(expr)) {
            assertThat(parse(printed).map(PromqlPrinter::print)).hasValue(printed);
            assertThat(parse(pretty).map(PromqlPrettyPrinter::print)).hasValue(pretty);
        }
    }

    private static Optional<Expr> parse(String input) {
        try {
            return Optional.of(PARSER.parse(input));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
