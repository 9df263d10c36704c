package io.promshard.target.discovery.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A text with JSON pointers in it. A text that begins with a slash and has no braces is one pointer.
 *
 * @param parts the texts and pointers in turn
 */
record Template(List<Part> parts) {

    private static final Pattern PLACE = Pattern.compile("\\{(/[^{}]*)}");

    /** Either a text, or a pointer. */
    private record Part(String text, Optional<JsonPointer> pointer) {}

    /** @throws IllegalArgumentException if a pointer is none */
    static Template of(String text) {
        if (text.startsWith("/") && text.indexOf('{') < 0) {
            return new Template(List.of(pointer(text)));
        }
        List<Part> parts = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        int from = 0;
        while (places.find()) {
            parts.add(new Part(text.substring(from, places.start()), Optional.empty()));
            parts.add(pointer(places.group(1)));
            from = places.end();
        }
        parts.add(new Part(text.substring(from), Optional.empty()));
        return new Template(parts);
    }

    /** The first pointer that finds nothing in this item. */
    Optional<String> missing(JsonNode item) {
        return parts.stream()
                .flatMap(part -> part.pointer().stream())
                .filter(pointer -> text(item.at(pointer)).isEmpty())
                .map(JsonPointer::toString)
                .findFirst();
    }

    /** @throws IllegalArgumentException if a pointer finds an object, which is no text */
    String fill(JsonNode item) {
        return parts.stream()
                .map(part -> part.pointer().map(item::at).map(Template::text).orElse(part.text()))
                .collect(Collectors.joining());
    }

    private static Part pointer(String pointer) {
        return new Part("", Optional.of(JsonPointer.compile(pointer)));
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isArray()) {
            return value.valueStream().map(Template::text).collect(Collectors.joining(",", ",", ","));
        }
        if (value.isObject()) {
            throw new IllegalArgumentException("an object stands where a text is wanted");
        }
        return value.asString();
    }
}
