package io.promshard.target.publish.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One segment of a {@link FilePattern}: text, and names between it. What stands between two names does not occur in them, so that a
 * segment can be read in one way only.
 */
final class SegmentPattern {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
    private static final Set<String> KNOWN = Set.of("group", "collector", "job");

    /** What file systems take is 255 bytes. */
    private static final int LONGEST = 250;

    private static final int LONGEST_NAME_AT_LEAST = 40;

    /** Text before the first name, between names, and after the last one. */
    private final List<String> texts = new ArrayList<>();

    private final List<String> names = new ArrayList<>();
    private final String separators;
    private final int longestName;

    /** @throws IllegalArgumentException if it cannot tell all names apart */
    SegmentPattern(String segment) {
        Matcher matcher = PLACEHOLDER.matcher(segment);
        int end = 0;
        while (matcher.find()) {
            texts.add(text(segment.substring(end, matcher.start()), segment));
            names.add(known(matcher.group(1), segment));
            end = matcher.end();
        }
        texts.add(text(segment.substring(end), segment));
        this.separators = separators(segment);
        this.longestName = longestName(segment);
    }

    List<String> names() {
        return names;
    }

    /** The segment with the names put in. */
    String with(Map<String, String> values) {
        StringBuilder text = new StringBuilder(texts.getFirst());
        for (int i = 0; i < names.size(); i++) {
            String value = values.getOrDefault(names.get(i), "");
            text.append(FileNameText.of(value, separators, longestName)).append(texts.get(i + 1));
        }
        return text.toString();
    }

    /** A regular expression of all that {@link #with} may give. */
    String regex() {
        StringBuilder regex = new StringBuilder(Pattern.quote(texts.getFirst()));
        texts.stream()
                .skip(1)
                .forEach(text -> regex.append(FileNameText.PATTERN).append(Pattern.quote(text)));
        return regex.toString();
    }

    private static String known(String name, String segment) {
        if (!KNOWN.contains(name)) {
            throw new IllegalArgumentException("{" + name + "} in \"" + segment
                    + "\" is none of {group}, {collector} and {job}, which are replaced in the names of files");
        }
        return name;
    }

    private static String text(String text, String segment) {
        if (text.contains("{") || text.contains("}")) {
            throw new IllegalArgumentException(
                    "a brace in \"" + segment + "\" belongs to none of {group}, {collector} and {job}");
        }
        return text;
    }

    private String separators(String segment) {
        StringBuilder firsts = new StringBuilder();
        for (String between : texts.subList(1, Math.max(1, texts.size() - 1))) {
            if (between.isEmpty() || between.charAt(0) == '%' || Character.isLetterOrDigit(between.charAt(0))) {
                throw new IllegalArgumentException("names in \"" + segment
                        + "\" need something between them that is no letter, no digit and no %, such as a dash");
            }
            firsts.append(between.charAt(0));
        }
        return firsts.toString();
    }

    private int longestName(String segment) {
        int fixed = texts.stream().mapToInt(text -> text.getBytes(UTF_8).length).sum();
        int longest = names.isEmpty() ? LONGEST - fixed : (LONGEST - fixed) / names.size();
        if (longest < LONGEST_NAME_AT_LEAST) {
            throw new IllegalArgumentException("\"" + segment + "\" leaves no room for names in that of a file");
        }
        return longest;
    }
}
