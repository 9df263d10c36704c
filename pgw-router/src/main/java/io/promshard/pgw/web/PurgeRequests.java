package io.promshard.pgw.web;

import io.promshard.pgw.selector.Selection;
import io.promshard.pgw.upkeep.Purge;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads orders to delete from the parameters of requests. What is not known is refused: a limit misspelt would delete too much. */
final class PurgeRequests {

    private static final String MATCH = "match";
    private static final String MATCHES = "match[]";
    private static final String OLDER_THAN = "olderThan";
    private static final String ALL = "all";
    private static final String DRY_RUN = "dryRun";

    private PurgeRequests() {}

    /** @throws IllegalArgumentException with what is wrong */
    static Purge deletion(HttpServletRequest request) {
        requireKnown(request, Set.of(MATCH, MATCHES, OLDER_THAN, ALL, DRY_RUN));
        List<String> matches = new ArrayList<>(values(request, MATCH));
        matches.addAll(values(request, MATCHES));
        Optional<Duration> olderThan = single(request, OLDER_THAN).map(PurgeRequests::age);
        if (matches.isEmpty() && olderThan.isEmpty()) {
            throw new IllegalArgumentException("match or olderThan is needed: which groups are to be deleted?");
        }
        Selection selection = matches.isEmpty() ? Selection.ALL : Selection.parse(matches);
        if (selection.isOpen() && olderThan.isEmpty() && !flag(request, ALL)) {
            throw new IllegalArgumentException(selection
                    + " may match any group, as no matcher names what it wants: if that is meant, add all=true");
        }
        return Purge.of(selection, olderThan, flag(request, DRY_RUN));
    }

    /** @throws IllegalArgumentException with what is wrong */
    static Purge wipe(HttpServletRequest request) {
        requireKnown(request, Set.of(DRY_RUN));
        return Purge.wipe(flag(request, DRY_RUN));
    }

    private static void requireKnown(HttpServletRequest request, Set<String> known) {
        Set<String> unknown = new TreeSet<>(request.getParameterMap().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no such parameter: " + unknown + ", there are " + new TreeSet<>(known));
        }
    }

    private static List<String> values(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null
                ? List.of()
                : Stream.of(values).map(PurgeRequests::text).toList();
    }

    /** Tomcat reads each byte as a character, for the paths of pushes. */
    private static String text(String bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a parameter is not UTF-8: " + bytes, e);
        }
    }

    private static Optional<String> single(HttpServletRequest request, String name) {
        List<String> values = values(request, name);
        if (values.size() > 1) {
            throw new IllegalArgumentException(name + " may be given once, got: " + values);
        }
        return values.stream().findFirst();
    }

    private static boolean flag(HttpServletRequest request, String name) {
        return single(request, name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(name + " must be true or false, got: " + value);
                })
                .orElse(false);
    }

    private static Duration age(String text) {
        Duration age = Durations.parse(text);
        if (!age.isPositive()) {
            throw new IllegalArgumentException(OLDER_THAN + " must be positive, got: " + text);
        }
        return age;
    }
}
