package io.promshard.query.explain;

import io.promshard.query.exec.Ask;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a query's plan.
 *
 * @param kind as plans are called; {@code evaluate} for what is computed here
 * @param expr the expression; of what is computed here the operator or function alone
 * @param why it is done so, for people
 * @param calls that are made for it, parts aside
 * @param parts what it is computed of
 * @param otherwise what is done where the calls do not tell enough
 */
public record ToldPart(
        String kind, String expr, String why, List<ToldCall> calls, List<ToldPart> parts, List<ToldPart> otherwise) {

    public ToldPart {
        calls = List.copyOf(calls);
        parts = List.copyOf(parts);
        otherwise = List.copyOf(otherwise);
    }

    /** Made of calls alone. */
    public static ToldPart asked(String kind, String expr, String why, List<Ask> asks) {
        return new ToldPart(kind, expr, why, asks.stream().map(ToldCall::of).toList(), List.of(), List.of());
    }

    /** Computed here of parts. */
    static ToldPart computed(String expr, String why, List<ToldPart> parts) {
        return new ToldPart("evaluate", expr, why, List.of(), parts, List.of());
    }

    ToldPart or(List<ToldPart> others) {
        return new ToldPart(kind, expr, why, calls, parts, others);
    }

    /** The calls of all parts, those too that may not be made. */
    public Stream<ToldCall> allCalls() {
        Stream<ToldPart> within = Stream.concat(parts.stream(), otherwise.stream());
        return Stream.concat(calls.stream(), within.flatMap(ToldPart::allCalls));
    }
}
