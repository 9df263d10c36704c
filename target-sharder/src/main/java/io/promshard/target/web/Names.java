package io.promshard.target.web;

import java.util.Collection;
import java.util.stream.Collectors;

/** Texts of what there is, for whoever asked for something else: short, whatever there is. */
final class Names {

    private static final int NAMED = 20;
    private static final int LENGTH = 200;

    private Names() {}

    /** In quotes, some of them if there are many. */
    static String of(Collection<String> names) {
        String some = names.stream().limit(NAMED).map(Names::quoted).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none at all" : names.size() > NAMED ? some + " and others" : some;
    }

    static String quoted(String text) {
        return '"' + (text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…") + '"';
    }
}
