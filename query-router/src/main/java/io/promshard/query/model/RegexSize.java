package io.promshard.query.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses regular expressions that are small to write and large to compile, which re2j takes and RE2 of Go does not:
 * repetitions of repetitions, deep groups, and programs beyond a size.
 */
final class RegexSize {

    private static final int MAX_REPEATS = 1_000;
    private static final int MAX_DEPTH = 1_000;
    /** Of Go's 3 million instructions few fit the heap of a service with many queries at once. */
    private static final long MAX_SIZE = 100_000;

    private static final Pattern REPEAT = Pattern.compile("\\{(\\d{1,9})(,(\\d{0,9}))?}\\??");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(Q.*?(\\\\E|$)|[pPx]\\{[^}]*}|.|$)", Pattern.DOTALL);
    private static final Pattern CLASS =
            Pattern.compile("\\[\\^?]?(\\[:\\^?\\w*:]|\\\\.|[^]\\\\])*(]|$)", Pattern.DOTALL);

    private final String expression;
    private final Deque<Group> open = new ArrayDeque<>();

    private RegexSize(String expression) {
        this.expression = expression;
    }

    /**
     * Ends at a parenthesis too many; past other mistakes, which the compiler finds, it goes on.
     *
     * @throws IllegalArgumentException if it is too large
     */
    static void check(String expression) {
        new RegexSize(expression).check();
    }

    /** What was read since a parenthesis; the last part of it is what a repetition repeats. */
    private static final class Group {
        private long size;
        private long repeats = 1;
        private long lastSize;
        private long lastRepeats = 1;

        long total() {
            return size + lastSize;
        }

        void add(long partSize, long partRepeats) {
            size += lastSize;
            repeats = Math.max(repeats, lastRepeats);
            lastSize = partSize;
            lastRepeats = partRepeats;
        }
    }

    private void check() {
        open.push(new Group());
        int pos = 0;
        while (pos < expression.length()) {
            pos = open.isEmpty() ? expression.length() : next(pos);
        }
        while (open.size() > 1) {
            close();
        }
        if (!open.isEmpty() && open.element().total() > MAX_SIZE) {
            throw error("expression too large");
        }
    }

    private int next(int pos) {
        Group group = open.element();
        switch (expression.charAt(pos)) {
            case '(' -> open();
            case ')' -> close();
            case '\\' -> {
                int end = end(ESCAPE, pos);
                group.add(end - pos, 1);
                return end;
            }
            case '[' -> {
                group.add(1, 1);
                return end(CLASS, pos);
            }
            case '{' -> {
                return repeat(pos, group);
            }
            default -> group.add(1, 1);
        }
        return pos + 1;
    }

    private void open() {
        open.push(new Group());
        if (open.size() > MAX_DEPTH) {
            throw error("expression nests too deeply");
        }
    }

    private void close() {
        Group group = open.pop();
        if (!open.isEmpty()) {
            open.element().add(group.total() + 2, Math.max(group.repeats, group.lastRepeats));
        }
    }

    private int repeat(int pos, Group group) {
        Matcher repeat = REPEAT.matcher(expression).region(pos, expression.length());
        if (!repeat.lookingAt()) {
            group.add(1, 1);
            return pos + 1;
        }
        long times = times(repeat);
        if (times > 1 && times * group.lastRepeats > MAX_REPEATS) {
            throw new IllegalArgumentException("error parsing regexp: invalid repeat count: `" + repeat.group() + "`");
        }
        group.lastRepeats = times == 0 ? 1 : times * group.lastRepeats;
        group.lastSize = Math.max(times, 1) * (group.lastSize + 1);
        return repeat.end();
    }

    private static long times(Matcher repeat) {
        String most = repeat.group(3);
        return Long.parseLong(most == null || most.isEmpty() ? repeat.group(1) : most);
    }

    private int end(Pattern pattern, int pos) {
        Matcher matcher = pattern.matcher(expression).region(pos, expression.length());
        return matcher.lookingAt() ? Math.max(matcher.end(), pos + 1) : pos + 1;
    }

    private IllegalArgumentException error(String reason) {
        return new IllegalArgumentException("error parsing regexp: " + reason + ": `" + expression + "`");
    }
}
