package io.promshard.query.random;

import java.util.List;

/** Makes expressions of two operands: every operator, and every kind of matching. */
final class Binaries {

    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "^", "atan2");
    private static final List<String> COMPARISONS = List.of("==", "!=", ">", "<", ">=", "<=");
    private static final List<String> SETS = List.of("and", "or", "unless");

    private final Grammar grammar;
    private final Dice dice;

    Binaries(Grammar grammar) {
        this.grammar = grammar;
        this.dice = grammar.dice;
    }

    String ofScalars(int depth) {
        String operator = dice.chance(70) ? dice.pick(ARITHMETIC) : dice.pick(COMPARISONS) + " bool";
        return "(" + grammar.scalar(depth - 1) + " " + operator + " " + grammar.scalar(depth - 1) + ")";
    }

    String ofVector(int depth) {
        return switch (dice.below(10)) {
            case 0, 1, 2 -> withScalar(depth);
            case 3, 4 -> sets(depth);
            case 5, 6 -> ofGroups(depth);
            case 7 -> manyToOne(depth);
            default -> matched(depth);
        };
    }

    private String withScalar(int depth) {
        String vector = "(" + grammar.vector(depth - 1) + ")";
        String scalar = "(" + grammar.scalar(depth - 1) + ")";
        return dice.chance(70) ? vector + " " + operator() + " " + scalar : scalar + " " + operator() + " " + vector;
    }

    private String operator() {
        return dice.chance(60) ? dice.pick(ARITHMETIC) : dice.pick(COMPARISONS) + dice.pick("", " bool");
    }

    private String sets(int depth) {
        return operands(depth, dice.pick(SETS) + matching());
    }

    /** Both sides of the same groups. */
    private String ofGroups(int depth) {
        String by = " by " + Grammar.list(grammar.labels()) + " ";
        String left = dice.pick("sum", "max", "count", "avg") + by + "(" + grammar.vector(depth - 1) + ")";
        String right = dice.pick("sum", "min", "group", "stddev") + by + "(" + grammar.vector(depth - 1) + ")";
        return left + " " + dice.pick(operator(), operator(), dice.pick(SETS)) + " " + right;
    }

    /** Series of many to the one of their group. */
    private String manyToOne(int depth) {
        List<String> on = grammar.labels();
        String many = "(" + grammar.vector(depth - 1) + ")";
        String one =
                dice.pick("sum", "max", "count") + " by " + Grammar.list(on) + " (" + grammar.vector(depth - 1) + ")";
        String by = " on " + Grammar.list(on) + " ";
        return dice.chance(60)
                ? many + " " + operator() + by + "group_left () " + one
                : one + " " + operator() + by + "group_right " + many;
    }

    private String matched(int depth) {
        String matching = matching();
        return operands(depth, operator() + (matching.isEmpty() || dice.chance(50) ? matching : matching + group()));
    }

    private String operands(int depth, String operator) {
        String left = grammar.vector(depth - 1);
        String right = dice.chance(25) ? left : grammar.vector(depth - 1);
        return "(" + left + ") " + operator + " (" + right + ")";
    }

    private String matching() {
        return switch (dice.below(6)) {
            case 0, 1 -> "";
            case 2, 3 -> " ignoring " + Grammar.list(grammar.labels());
            default -> " on " + Grammar.list(grammar.labels());
        };
    }

    private String group() {
        String labels = dice.pick("", "", " ()", " (zone)", " (cluster)", " (version, job)");
        return dice.pick(" group_left", " group_right") + labels;
    }
}
