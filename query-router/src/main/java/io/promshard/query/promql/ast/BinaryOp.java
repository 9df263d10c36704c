package io.promshard.query.promql.ast;

/** The operators between two expressions. */
public enum BinaryOp {
    ADD("+", Kind.ARITHMETIC),
    SUB("-", Kind.ARITHMETIC),
    MUL("*", Kind.ARITHMETIC),
    DIV("/", Kind.ARITHMETIC),
    MOD("%", Kind.ARITHMETIC),
    POW("^", Kind.ARITHMETIC),
    ATAN2("atan2", Kind.ARITHMETIC),
    EQL("==", Kind.COMPARISON),
    NEQ("!=", Kind.COMPARISON),
    LTE("<=", Kind.COMPARISON),
    LSS("<", Kind.COMPARISON),
    GTE(">=", Kind.COMPARISON),
    GTR(">", Kind.COMPARISON),
    AND("and", Kind.SET),
    OR("or", Kind.SET),
    UNLESS("unless", Kind.SET);

    private final String text;
    private final Kind kind;

    BinaryOp(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    /** As written in PromQL. */
    public String text() {
        return text;
    }

    public boolean isComparison() {
        return kind == Kind.COMPARISON;
    }

    /** Whether it takes series from sets, by their labels alone. */
    public boolean isSet() {
        return kind == Kind.SET;
    }

    private enum Kind {
        ARITHMETIC,
        COMPARISON,
        SET
    }
}
