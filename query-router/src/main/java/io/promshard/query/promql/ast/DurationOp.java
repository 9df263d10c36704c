package io.promshard.query.promql.ast;

/** The operators of duration expressions. */
public enum DurationOp {
    ADD("+"),
    SUB("-"),
    MUL("*"),
    DIV("/"),
    MOD("%"),
    POW("^");

    private final String text;

    DurationOp(String text) {
        this.text = text;
    }

    /** As written in PromQL. */
    public String text() {
        return text;
    }
}
