package io.promshard.target.groups;

import io.promshard.target.spec.SourceSpec.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how an inventory of a shape of its own becomes targets. Without {@code address} it has the shape of http_sd. */
final class MappingReader {

    private static final String POINTER = "(/([^~/{}]|~[01])*)+";
    private static final Pattern WHOLE = Pattern.compile(POINTER);
    private static final Pattern TEMPLATE =
            Pattern.compile(POINTER + "|([^/{}]|\\{" + POINTER + "})([^{}]|\\{" + POINTER + "})*");

    private MappingReader() {}

    static Mapping read(Fields http) {
        if (http.get("address").isEmpty()) {
            if (http.get("items").isPresent() || http.get("labels").isPresent()) {
                http.owner().refuseUnseen("address is missing: items and labels belong to it");
            }
            return Mapping.HTTP_SD;
        }
        return new Mapping(
                http.read("items", MappingReader::pointer, ""),
                http.read("address", MappingReader::template, ""),
                http.get("labels").map(MappingReader::labels).orElse(Map.of()));
    }

    private static Optional<String> pointer(Value value) {
        return value.text()
                .filter(text -> Scalars.holds(
                        value, WHOLE.matcher(text).matches(), "must be a JSON pointer, such as /data/items"));
    }

    private static Optional<String> template(Value value) {
        return value.text()
                .filter(text -> Scalars.holds(
                        value,
                        TEMPLATE.matcher(text).matches(),
                        "must be a JSON pointer, or a text with pointers in braces, such as {/ip}:9100"));
    }

    private static Map<String, String> labels(Value value) {
        Map<String, String> labels = new LinkedHashMap<>();
        Scalars.labelled(value).forEach((name, of) -> template(of).ifPresent(text -> labels.put(name, text)));
        return labels;
    }
}
