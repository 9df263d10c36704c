package io.promshard.query.promql.ast;

/** How many series of one side match how many of the other. */
public enum Cardinality {
    ONE_TO_ONE("one-to-one"),
    MANY_TO_ONE("many-to-one"),
    ONE_TO_MANY("one-to-many"),
    MANY_TO_MANY("many-to-many");

    private final String text;

    Cardinality(String text) {
        this.text = text;
    }

    /** As Prometheus writes it. */
    public String text() {
        return text;
    }
}
