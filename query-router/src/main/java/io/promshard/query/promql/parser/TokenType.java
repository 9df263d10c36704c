package io.promshard.query.promql.parser;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a {@link Token} is. */
enum TokenType {
    EOF(Kind.NAMED, "end of input"),
    IDENTIFIER(Kind.NAMED, "identifier"),
    METRIC_IDENTIFIER(Kind.NAMED, "metric identifier"),
    STRING(Kind.NAMED, "string"),
    NUMBER(Kind.NAMED, "number"),
    DURATION(Kind.NAMED, "duration"),

    COLON(Kind.SIGN, ":"),
    COMMA(Kind.SIGN, ","),
    EQL(Kind.SIGN, "="),
    LEFT_BRACE(Kind.SIGN, "{"),
    LEFT_BRACKET(Kind.SIGN, "["),
    LEFT_PAREN(Kind.SIGN, "("),
    RIGHT_BRACE(Kind.SIGN, "}"),
    RIGHT_BRACKET(Kind.SIGN, "]"),
    RIGHT_PAREN(Kind.SIGN, ")"),

    ADD(Kind.OPERATOR, "+"),
    AT(Kind.OPERATOR, "@"),
    DIV(Kind.OPERATOR, "/"),
    EQLC(Kind.OPERATOR, "=="),
    EQL_REGEX(Kind.OPERATOR, "=~"),
    GTE(Kind.OPERATOR, ">="),
    GTR(Kind.OPERATOR, ">"),
    LSS(Kind.OPERATOR, "<"),
    LTE(Kind.OPERATOR, "<="),
    MOD(Kind.OPERATOR, "%"),
    MUL(Kind.OPERATOR, "*"),
    NEQ(Kind.OPERATOR, "!="),
    NEQ_REGEX(Kind.OPERATOR, "!~"),
    POW(Kind.OPERATOR, "^"),
    SUB(Kind.OPERATOR, "-"),
    AND(Kind.OPERATOR, "and"),
    ATAN2(Kind.OPERATOR, "atan2"),
    OR(Kind.OPERATOR, "or"),
    UNLESS(Kind.OPERATOR, "unless"),

    AVG(Kind.AGGREGATOR, "avg"),
    BOTTOMK(Kind.AGGREGATOR, "bottomk"),
    COUNT(Kind.AGGREGATOR, "count"),
    COUNT_VALUES(Kind.AGGREGATOR, "count_values"),
    GROUP(Kind.AGGREGATOR, "group"),
    LIMIT_RATIO(Kind.AGGREGATOR, "limit_ratio"),
    LIMITK(Kind.AGGREGATOR, "limitk"),
    MAX(Kind.AGGREGATOR, "max"),
    MIN(Kind.AGGREGATOR, "min"),
    QUANTILE(Kind.AGGREGATOR, "quantile"),
    STDDEV(Kind.AGGREGATOR, "stddev"),
    STDVAR(Kind.AGGREGATOR, "stdvar"),
    SUM(Kind.AGGREGATOR, "sum"),
    TOPK(Kind.AGGREGATOR, "topk"),

    BOOL(Kind.KEYWORD, "bool"),
    BY(Kind.KEYWORD, "by"),
    GROUP_LEFT(Kind.KEYWORD, "group_left"),
    GROUP_RIGHT(Kind.KEYWORD, "group_right"),
    IGNORING(Kind.KEYWORD, "ignoring"),
    OFFSET(Kind.KEYWORD, "offset"),
    ON(Kind.KEYWORD, "on"),
    WITHOUT(Kind.KEYWORD, "without"),

    START(Kind.PREPROCESSOR, "start"),
    END(Kind.PREPROCESSOR, "end");

    private static final Map<String, TokenType> WORDS = Arrays.stream(values())
            .filter(TokenType::isWord)
            .collect(Collectors.toUnmodifiableMap(TokenType::text, type -> type));

    private final Kind kind;
    private final String text;

    TokenType(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** The token as written in small letters, or the name of a token with many texts. */
    String text() {
        return text;
    }

    Kind kind() {
        return kind;
    }

    /** The token that a word is besides an identifier, in whatever case it is written. */
    static Optional<TokenType> ofWord(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        boolean number = lower.equals("inf") || lower.equals("nan");
        return number ? Optional.of(NUMBER) : Optional.ofNullable(WORDS.get(lower));
    }

    /** Whether a metric may be named so outside braces. */
    boolean isMetricName() {
        return switch (this) {
            case IDENTIFIER, METRIC_IDENTIFIER, BY, AND, OR, UNLESS, OFFSET, WITHOUT, START, END -> true;
            default -> kind == Kind.AGGREGATOR;
        };
    }

    /** Whether a label may be named so in a list, as that of {@code by}. */
    boolean isLabelName() {
        return switch (this) {
            case IDENTIFIER, METRIC_IDENTIFIER, AND, OR, UNLESS, ATAN2, START, END -> true;
            case WITHOUT -> false;
            default -> kind == Kind.AGGREGATOR || kind == Kind.KEYWORD;
        };
    }

    /** Whether an expression may begin with it. */
    boolean startsExpr() {
        return switch (this) {
            case NUMBER, DURATION, STRING, LEFT_PAREN, LEFT_BRACE, ADD, SUB -> true;
            default -> isMetricName();
        };
    }

    private boolean isWord() {
        return kind != Kind.NAMED && Character.isLetter(text.charAt(0));
    }

    /** How an error shows a token. */
    enum Kind {
        NAMED,
        SIGN,
        OPERATOR,
        AGGREGATOR,
        KEYWORD,
        PREPROCESSOR
    }
}
