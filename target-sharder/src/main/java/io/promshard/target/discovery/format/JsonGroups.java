package io.promshard.target.discovery.format;

import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.model.TargetGroup;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads target groups from JSON as Go's decoder does for Prometheus: the case of {@code targets} and {@code labels} does not matter,
 * the last of two counts, null is an empty text or list.
 *
 * <p>Stricter than Prometheus in three points: null in the list's place, which Prometheus takes as no targets, text that is no UTF-8,
 * which it mends, and halves of characters.
 */
public final class JsonGroups {

    private static final int DEEPEST = 50;

    private JsonGroups() {}

    /**
     * Reads all groups or none.
     *
     * @param place the file or URL, for messages
     */
    public static List<TargetGroup> parse(InputStream json, String place, Limits limits) throws SourceException {
        GroupBuilder groups = new GroupBuilder(place, limits);
        try (JsonParser parser = factory(limits).createParser(ObjectReadContext.empty(), json)) {
            list(parser, groups);
        } catch (JacksonException e) {
            throw groups.unreadable("it is not the JSON it should be: " + e.getOriginalMessage() + at(e.getLocation()));
        }
        return groups.groups();
    }

    private static JsonFactory factory(Limits limits) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(limits.valueLength() * 4)
                        .maxNameLength(limits.nameLength() * 4)
                        .maxNestingDepth(DEEPEST)
                        .build())
                .build();
    }

    private static void list(JsonParser parser, GroupBuilder groups) throws SourceException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_ARRAY) {
            throw groups.unreadable("it must be a list of groups, got " + shown(first));
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            group(token, parser, groups);
        }
        JsonToken more = parser.nextToken();
        if (more != null) {
            throw groups.unreadable("behind the list of groups stands " + shown(more));
        }
    }

    private static void group(@Nullable JsonToken token, JsonParser parser, GroupBuilder groups)
            throws SourceException {
        if (token != JsonToken.START_OBJECT) {
            throw groups.wrong("it must be an object, got " + shown(token));
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field.toLowerCase(Locale.ROOT)) {
                case "targets" -> targets(value, parser, groups);
                case "labels" -> labels(value, parser, groups);
                default -> throw groups.wrong("only targets and labels are known, got " + Limits.quoted(field));
            }
        }
        groups.end();
    }

    private static void targets(@Nullable JsonToken token, JsonParser parser, GroupBuilder groups)
            throws SourceException {
        groups.forgetTargets();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.START_ARRAY) {
            throw groups.wrong("targets must be a list, got " + shown(token));
        }
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            groups.target(text("a target", next, parser, groups));
        }
    }

    private static void labels(@Nullable JsonToken token, JsonParser parser, GroupBuilder groups)
            throws SourceException {
        groups.forgetLabels();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.START_OBJECT) {
            throw groups.wrong("labels must be an object, got " + shown(token));
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            groups.label(name, text("label " + Limits.quoted(name), parser.nextToken(), parser, groups));
        }
    }

    private static String text(String what, @Nullable JsonToken token, JsonParser parser, GroupBuilder groups)
            throws SourceException {
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (token != JsonToken.VALUE_STRING) {
            throw groups.wrong(what + " must be a text, got " + shown(token)
                    + (token != null && token.isScalarValue() ? " " + Limits.quoted(parser.getString()) : ""));
        }
        return parser.getString();
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ")";
    }

    private static String shown(@Nullable JsonToken token) {
        return switch (token) {
            case null -> "nothing";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }
}
