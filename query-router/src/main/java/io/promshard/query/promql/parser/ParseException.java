package io.promshard.query.promql.parser;

import io.promshard.query.promql.ast.PositionRange;
import io.promshard.query.promql.text.ByteString;

/** A text that is no PromQL; the message is Prometheus', as {@code 1:5: parse error: unclosed left parenthesis}. */
public final class ParseException extends RuntimeException {

    private final PositionRange position;
    private final String reason;

    private ParseException(String message, PositionRange position, String reason) {
        // Without a stack trace: users cause it, and where in the parser it was says nothing.
        super(ByteString.wellFormed(message), null, false, false);
        this.position = position;
        this.reason = reason;
    }

    static ParseException of(String query, PositionRange position, String reason) {
        return new ParseException(place(query, position.start()) + ": parse error: " + reason, position, reason);
    }

    /** Where Prometheus' own parser panics: it says no more than that. */
    static ParseException unexpected(PositionRange position) {
        return new ParseException("unexpected error", position, "unexpected error");
    }

    /** Where it is wrong, in chars of the query. */
    public PositionRange position() {
        return position;
    }

    /** The message without its place. */
    public String reason() {
        return reason;
    }

    /** Line and column, which counts bytes. */
    private static String place(String query, int start) {
        if (query.isEmpty()) {
            return "unknown position";
        }
        long line = 1 + query.substring(0, start).chars().filter(c -> c == '\n').count();
        int lineStart = query.lastIndexOf('\n', start - 1) + 1;
        return line + ":" + (ByteString.length(query, lineStart, start) + 1);
    }
}
