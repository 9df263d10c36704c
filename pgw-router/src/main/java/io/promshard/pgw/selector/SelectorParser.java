package io.promshard.pgw.selector;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code {job="a","a.label"!~'b|c',}} as PromQL does: names may be quoted, values are in quotes of any of the three kinds, and a
 * comma may come last. For one text.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors">Instant vector selectors</a>
 */
final class SelectorParser {

    private static final int LONGEST = 8192;

    /** Groups have no such label. */
    private static final String METRIC_NAME = "__name__";

    private final String text;
    private int at;

    SelectorParser(String text) {
        this.text = text;
    }

    Selector parse() {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a selector may have " + LONGEST + " characters, got: " + text.length());
        }
        List<LabelMatcher> matchers = new ArrayList<>();
        expect('{', "a selector begins with {, as in {job=\"a\"}: groups have labels and no name");
        while (!skip('}')) {
            matchers.add(matcher());
            if (!skip(',')) {
                expect('}', "a comma or } must follow");
                break;
            }
        }
        space();
        if (at < text.length()) {
            throw error("nothing may follow the selector");
        }
        return new Selector(matchers);
    }

    private LabelMatcher matcher() {
        String label = label();
        MatchOp op = op();
        space();
        String value = StringLiteral.isAt(text, at) ? literal() : missing("a value in quotes must follow");
        try {
            return new LabelMatcher(label, op, value);
        } catch (IllegalArgumentException e) {
            throw error(e.getMessage() + ", before");
        }
    }

    private String label() {
        space();
        String label = StringLiteral.isAt(text, at) ? literal() : word();
        if (label.isEmpty()) {
            throw error("a label must follow");
        }
        if (label.equals(METRIC_NAME)) {
            throw error("groups have no " + METRIC_NAME + ", they are selected by the labels of their keys");
        }
        return label;
    }

    private String word() {
        int from = at;
        while (at < text.length() && isOfName(text.charAt(at), at == from)) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean isOfName(char c, boolean first) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        return letter || (!first && c >= '0' && c <= '9');
    }

    private MatchOp op() {
        space();
        for (MatchOp op : List.of(MatchOp.REGEX, MatchOp.NOT_REGEX, MatchOp.NOT_EQUAL, MatchOp.EQUAL)) {
            if (text.startsWith(op.text(), at)) {
                at += op.text().length();
                return op;
            }
        }
        throw error("=, !=, =~ or !~ must follow");
    }

    private String literal() {
        StringLiteral literal = StringLiteral.read(text, at);
        at = literal.end();
        return literal.value();
    }

    private String missing(String what) {
        throw error(what);
    }

    private void expect(char c, String otherwise) {
        if (!skip(c)) {
            throw error(otherwise);
        }
    }

    private boolean skip(char c) {
        space();
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException error(String what) {
        return new IllegalArgumentException(what + ", at character " + (at + 1) + " of " + text);
    }
}
