package io.promshard.query.promql.ast;

/** The types of PromQL's values. */
public enum ValueType {
    SCALAR("scalar", "scalar"),
    VECTOR("vector", "instant vector"),
    MATRIX("matrix", "range vector"),
    STRING("string", "string");

    private final String text;
    private final String documented;

    ValueType(String text, String documented) {
        this.text = text;
        this.documented = documented;
    }

    /** As in answers of the API. */
    public String text() {
        return text;
    }

    /** As users know it from the documentation. */
    public String documented() {
        return documented;
    }
}
