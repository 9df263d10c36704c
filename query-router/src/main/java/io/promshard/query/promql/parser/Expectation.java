package io.promshard.query.promql.parser;

/** What is being read and what should come, in the words of errors about a token that should not. */
enum Expectation {
    EXPRESSION(""),
    AGGREGATION(" in aggregation"),
    GROUPING(" in grouping opts, expected \"(\""),
    GROUPING_LABEL(" in grouping opts, expected label"),
    GROUPING_NEXT(" in grouping opts, expected \",\" or \")\""),
    OFFSET(" in offset, expected number or duration"),
    AT(" in @, expected timestamp"),
    RANGE(" in subquery selector, expected number or duration"),
    RANGE_END(" in subquery or range, expected \":\" or \"]\""),
    STEP(" in subquery selector, expected number or duration or \"]\""),
    STEP_END(" in subquery selector, expected \"]\""),
    LABEL(" in label matching, expected identifier or \"}\""),
    LABEL_OPERATOR(" in label matching, expected label matching operator"),
    LABEL_VALUE(" in label matching, expected string"),
    LABEL_NEXT(" in label matching, expected \",\" or \"}\"");

    private final String text;

    Expectation(String text) {
        this.text = text;
    }

    /** Goes behind the name of the token. */
    String text() {
        return text;
    }
}
