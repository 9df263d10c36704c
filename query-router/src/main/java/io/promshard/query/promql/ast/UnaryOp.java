package io.promshard.query.promql.ast;

/** The signs before an expression. */
public enum UnaryOp {
    ADD("+"),
    SUB("-");

    private final String text;

    UnaryOp(String text) {
        this.text = text;
    }

    /** As written in PromQL. */
    public String text() {
        return text;
    }
}
