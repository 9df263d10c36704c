package io.promshard.query.promql.parser;

import io.promshard.query.promql.text.Quotes;

/**
 * Finds the end of a number or a duration. It takes some that are none, as {@code 0x} or {@code 5m1h}, which the parser
 * refuses, and stops in others where Prometheus does, since errors show what was read.
 */
final class NumberScanner {

    private final Cursor cursor;

    private NumberScanner(Cursor cursor) {
        this.cursor = cursor;
    }

    /** @throws ParseException if what begins at the cursor is neither a number nor a duration */
    static Token scan(Cursor cursor) {
        NumberScanner scanner = new NumberScanner(cursor);
        if (scanner.number()) {
            return cursor.token(TokenType.NUMBER);
        }
        if (scanner.units()) {
            return cursor.token(TokenType.DURATION);
        }
        throw cursor.error("bad number or duration syntax: " + Quotes.quote(cursor.lexeme()));
    }

    private boolean number() {
        boolean hex = cursor.accept("0") && cursor.accept("xX");
        if (hex) {
            cursor.accept("_");
        }
        return digits(hex) && !Characters.isAlphaNumeric(cursor.peek());
    }

    private boolean digits(boolean hex) {
        String digits = hex ? Characters.HEX_DIGITS : Characters.DIGITS;
        cursor.accept(".");
        cursor.accept(digits);
        boolean dot = false;
        boolean exponent = false;
        while (cursor.sees(digits + "._eE")) {
            boolean valid = true;
            if (cursor.accept(".")) {
                valid = !dot && !cursor.accept("_.") && !hex;
                dot = true;
            } else if (cursor.accept("eE")) {
                valid = !exponent && exponent();
                exponent = true;
            } else if (cursor.accept("_")) {
                valid = continues();
            } else {
                cursor.acceptAll(digits);
            }
            if (!valid) {
                return false;
            }
        }
        return true;
    }

    private boolean exponent() {
        cursor.accept("+-");
        return continues();
    }

    /** Behind an underscore or an exponent. */
    private boolean continues() {
        return !cursor.accept("._eE") && cursor.peek() != Cursor.EOF;
    }

    /** The first unit of a duration, whose number is read, further numbers with units, and nothing like it behind. */
    private boolean units() {
        if (!unit("smhdwy")) {
            return false;
        }
        while (cursor.sees(Characters.DIGITS)) {
            cursor.acceptAll(Characters.DIGITS);
            if (!unit("smhdw")) {
                return false;
            }
        }
        boolean ends = !Characters.isAlphaNumeric(cursor.peek());
        if (!ends) {
            cursor.next();
        }
        return ends;
    }

    /** With the second letter of {@code ms}, or an s after another unit, which is refused later. */
    private boolean unit(String first) {
        boolean unit = cursor.accept(first);
        if (unit) {
            cursor.accept("s");
        }
        return unit;
    }
}
