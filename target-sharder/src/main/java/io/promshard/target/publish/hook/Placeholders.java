package io.promshard.target.publish.hook;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces names in braces, all at once, so that a name which looks like a placeholder itself is left as it is. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(group|collector|files)}");

    private Placeholders() {}

    static String replace(String text, String group, String collector, String files) {
        Map<String, String> values = Map.of("group", group, "collector", collector, "files", files);
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
    }
}
