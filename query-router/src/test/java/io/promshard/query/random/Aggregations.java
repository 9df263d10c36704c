package io.promshard.query.random;

import io.promshard.query.random.Vocabulary.Metric;
import java.util.List;

/** Makes aggregations: every operator, by and without labels, with constant parameters and others. */
final class Aggregations {

    private static final List<String> PLAIN =
            List.of("sum", "sum", "sum", "avg", "avg", "min", "max", "count", "count", "group", "stddev", "stdvar");

    private final Grammar grammar;
    private final Dice dice;

    Aggregations(Grammar grammar) {
        this.grammar = grammar;
        this.dice = grammar.dice;
    }

    String next(int depth) {
        return switch (dice.below(20)) {
            case 0, 1 -> call(dice.pick("topk", "bottomk"), number(depth), ranked(depth));
            case 2 ->
                call(
                        "quantile",
                        dice.chance(85) ? dice.pick("0.5", "0.9", "0", "1", "2", "-0.1") : grammar.scalar(depth - 1),
                        grammar.vector(depth - 1));
            case 3 ->
                call(
                        "count_values",
                        label(),
                        dice.chance(80) ? "round(" + grammar.instant() + ")" : grammar.vector(depth - 1));
            case 4 -> limitk(depth);
            case 5 ->
                call("limit_ratio", dice.pick("0.5", "-0.5", "0", "1", "0.1", "-0.9", "2"), grammar.vector(depth - 1));
            default -> call(dice.pick(PLAIN), "", grammar.vector(depth - 1));
        };
    }

    /** Which series these are is open, but of selectors, whose order is that of labels; how many they are is not. */
    private String limitk(int depth) {
        return dice.chance(50)
                ? call("limitk", number(depth), grammar.instant())
                : "count(" + call("limitk", number(depth), grammar.vector(depth - 1)) + ")";
    }

    /** Of native histograms. */
    String ofHistograms(int depth, List<Metric> metrics) {
        return call(dice.pick("sum", "sum", "avg", "count", "max"), "", grammar.histograms(depth - 1, metrics));
    }

    private String call(String operator, String param, String vector) {
        String inner = "(" + (param.isEmpty() ? "" : param + ", ") + vector + ")";
        String grouping = grouping();
        return dice.chance(70) ? operator + grouping + " " + inner : operator + " " + inner + grouping;
    }

    private String grouping() {
        return switch (dice.below(10)) {
            case 0, 1 -> "";
            case 2, 3, 4 -> " without " + Grammar.list(grammar.labels());
            default -> " by " + Grammar.list(grammar.labels());
        };
    }

    /** How many of them. */
    private String number(int depth) {
        return dice.chance(80) ? dice.pick("1", "2", "3", "5", "0", "-1", "2.9", "100") : grammar.scalar(depth - 1);
    }

    /** Mostly what differs in more than its last digit. */
    private String ranked(int depth) {
        return dice.chance(60)
                ? dice.pick("temp", "temp{cluster!=\"c\"}", "sparse", "late")
                : grammar.vector(depth - 1);
    }

    private String label() {
        return dice.pick("\"value\"", "\"value\"", "\"value\"", "\"job\"", "\"cluster\"", "\"größe\"");
    }
}
