package io.promshard.query.random;

import io.promshard.query.promql.ast.Expr;
import io.promshard.query.promql.parser.ParseException;
import io.promshard.query.promql.parser.ParserOptions;
import io.promshard.query.promql.parser.PromqlParser;
import io.promshard.query.promql.printer.PromqlPrinter;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds a small query that fails as a large one does. */
final class Shrinker {

    private static final int MOST_TRIES = 400;

    private final PromqlParser parser = new PromqlParser(ParserOptions.EXPERIMENTAL);
    private final Predicate<Request> fails;
    private int tries;

    Shrinker(Predicate<Request> fails) {
        this.fails = fails;
    }

    /** One of which nothing more can be taken, or that at which it got tired. It fails too. */
    Request shrink(Request request) {
        Request smallest = request;
        Optional<Request> smaller = next(smallest);
        while (smaller.isPresent()) {
            smallest = smaller.get();
            smaller = next(smallest);
        }
        return smallest;
    }

    private Optional<Request> next(Request request) {
        return Stream.concat(fewerTimes(request), smaller(request))
                .takeWhile(one -> tries++ < MOST_TRIES)
                .filter(fails)
                .findFirst();
    }

    private static Stream<Request> fewerTimes(Request request) {
        Request plain = new Request(request.query(), request.start(), request.end(), request.step(), "");
        Stream<Request> defaults = request.lookback().isEmpty() ? Stream.of() : Stream.of(plain);
        Stream<Request> instants = request.isRange()
                ? Stream.of(
                        Request.instant(request.query(), request.start()),
                        Request.instant(request.query(), request.end()))
                : Stream.of();
        return Stream.concat(instants, defaults);
    }

    private Stream<Request> smaller(Request request) {
        try {
            Expr expr = parser.parse(request.query());
            return SmallerExprs.of(expr)
                    .map(PromqlPrinter::printExactly)
                    .filter(text -> !text.equals(PromqlPrinter.printExactly(expr)) && isWellTyped(text))
                    .map(request::with);
        } catch (ParseException e) {
            return Stream.of();
        }
    }

    private boolean isWellTyped(String query) {
        try {
            parser.parse(query);
            return true;
        } catch (ParseException e) {
            return false;
        }
    }
}
