package io.promshard.shard.labels;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses what RE2 of Go refuses and re2j takes: bytes that are no UTF-8, some escapes, and expressions that are small
 * to write and large to compile, as repetitions of repetitions. The first mistake in the text is the one it names.
 */
final class RegexCheck {

    private static final int MAX_REPEATS = 1_000;
    private static final int MAX_DEPTH = 250;
    /** Each may be a frame of a stack while re2j matches. */
    private static final int MAX_FORKS = 1_000;
    /** Of a branch, in instructions: Go has 3 million, but re2j takes time in proportion to the square. */
    private static final long MAX_SIZE = 10_000;

    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?}\\??");

    private final String expression;
    private final Deque<RegexGroup> open = new ArrayDeque<>();

    private RegexCheck(String expression) {
        this.expression = expression;
    }

    /**
     * Reads past mistakes that the compiler finds, to the end or a parenthesis too many.
     *
     * @throws IllegalArgumentException in Go's words
     */
    static void check(String expression) {
        new RegexCheck(expression).check();
    }

    private void check() {
        read();
        for (String branch : RegexBranches.of(expression)) {
            RegexGroup read = new RegexCheck(branch).read();
            if (read.size() > MAX_SIZE || read.forks() > MAX_FORKS) {
                throw error("expression too large", expression);
            }
        }
    }

    private RegexGroup read() {
        open.push(new RegexGroup());
        int pos = 0;
        while (pos < expression.length()) {
            pos = next(pos);
        }
        while (open.size() > 1) {
            close();
        }
        return open.element();
    }

    /** The end of the part that begins here. */
    private int next(int pos) {
        return switch (expression.charAt(pos)) {
            case '(' -> open(pos);
            case ')' -> close(pos);
            case '{' -> repeat(pos);
            case '|', '*', '?', '+' -> fork(pos);
            default -> part(pos, RegexPart.end(expression, pos));
        };
    }

    private int part(int pos, int end) {
        checkCharacters(pos, end);
        open.element().add(expression.charAt(pos) == '[' ? 1 : end - pos);
        return end;
    }

    private int fork(int pos) {
        open.element().fork();
        return pos + 1;
    }

    private void checkCharacters(int start, int end) {
        boolean literal = expression.startsWith("\\Q", start);
        for (int i = start; i < end; i += Character.charCount(expression.codePointAt(i))) {
            if (Character.getType(expression.codePointAt(i)) == Character.SURROGATE) {
                throw error("invalid UTF-8", expression.substring(i));
            }
            if (!literal && i > start && expression.charAt(i - 1) == '\\' && expression.charAt(i) >= 0x80) {
                throw error("invalid escape sequence", "\\" + Character.toString(expression.codePointAt(i)));
            }
        }
    }

    private int open(int pos) {
        open.push(new RegexGroup());
        if (open.size() > MAX_DEPTH) {
            throw error("expression nests too deeply", expression);
        }
        return pos + 1;
    }

    private int close(int pos) {
        if (open.size() == 1) {
            return expression.length();
        }
        close();
        return pos + 1;
    }

    private void close() {
        RegexGroup group = open.pop();
        open.element().add(group);
    }

    private int repeat(int pos) {
        Matcher repeat = REPEAT.matcher(expression).region(pos, expression.length());
        if (!repeat.lookingAt()) {
            return part(pos, pos + 1);
        }
        if (open.element().repeat(times(repeat)) > MAX_REPEATS) {
            throw error("invalid repeat count", repeat.group());
        }
        return repeat.end();
    }

    private static long times(Matcher repeat) {
        String most = repeat.group(3);
        return Long.parseLong(most == null || most.isEmpty() ? repeat.group(1) : most);
    }

    private static IllegalArgumentException error(String reason, String part) {
        return new IllegalArgumentException("error parsing regexp: " + reason + ": `" + part + "`");
    }
}
