package io.promshard.query.promql.parser;

/** How tightly operators bind; more is tighter. All but {@code ^} join from left to right. */
final class Precedence {

    static final int LOWEST = 1;
    private static final int POWER = 6;
    /** What a sign binds: {@code -2 ^ 2} is -4, {@code -2 * 3} the product of -2. */
    static final int OF_SIGNED = POWER;

    private static final int NONE = 0;

    private Precedence() {}

    /** 0 if the token is no operator between expressions. */
    static int of(TokenType type) {
        return switch (type) {
            case OR -> LOWEST;
            case AND, UNLESS -> 2;
            case EQLC, GTE, GTR, LSS, LTE, NEQ -> 3;
            case ADD, SUB -> 4;
            case MUL, DIV, MOD, ATAN2 -> 5;
            case POW -> POWER;
            default -> NONE;
        };
    }

    /** What operators to the right of this one must have to belong to its right side. */
    static int ofRightSide(TokenType type) {
        return type == TokenType.POW ? POWER : of(type) + 1;
    }
}
