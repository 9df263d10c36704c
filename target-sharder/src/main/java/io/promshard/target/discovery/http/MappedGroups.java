package io.promshard.target.discovery.http;

import io.promshard.shard.labels.Labels;
import io.promshard.target.discovery.Limits;
import io.promshard.target.discovery.SourceException;
import io.promshard.target.model.TargetGroup;
import io.promshard.target.spec.SourceSpec.Mapping;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an inventory of another shape: one item, one target. One item that cannot be read fails all. */
final class MappedGroups {

    private static final JsonMapper JSON = new JsonMapper();

    private final String place;
    private final Limits limits;
    private final JsonPointer items;
    private final Template address;
    private final Map<String, Template> labels;

    /** @throws IllegalArgumentException if a pointer of the mapping is none */
    MappedGroups(Mapping mapping, String place, Limits limits) {
        this.place = place;
        this.limits = limits;
        this.items = JsonPointer.compile(mapping.items());
        this.address = Template.of(mapping.address());
        this.labels = mapping.labels().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, label -> Template.of(label.getValue())));
    }

    List<TargetGroup> parse(InputStream body) throws SourceException {
        List<TargetGroup> groups = new ArrayList<>();
        for (JsonNode item : list(body)) {
            groups.add(group(item, groups.size()));
        }
        if (groups.size() > limits.targets()) {
            throw new SourceException(place + ": there are more than " + limits.targets() + " items");
        }
        return groups;
    }

    private JsonNode list(InputStream body) throws SourceException {
        try {
            JsonNode list = JSON.readTree(body).at(items);
            if (list.isArray()) {
                return list;
            }
            throw new SourceException(
                    place + ": there is no list" + (items.matches() ? "" : " at " + items) + " in the answer");
        } catch (JacksonException e) {
            throw new SourceException(place + ": it is not the JSON it should be: " + e.getOriginalMessage(), e);
        }
    }

    private TargetGroup group(JsonNode item, int index) throws SourceException {
        try {
            Optional<String> missing = address.missing(item);
            if (missing.isPresent()) {
                throw wrong(index, "it has nothing at " + missing.get() + ", of which its address is made");
            }
            Map<String, String> values = new TreeMap<>();
            labels.forEach((name, template) -> values.put(name, template.fill(item)));
            TargetGroup group = new TargetGroup(List.of(address.fill(item)), Labels.of(values));
            Optional<String> tooMuch = limits.wrongGroup(group);
            if (tooMuch.isPresent()) {
                throw wrong(index, tooMuch.get());
            }
            return group;
        } catch (IllegalArgumentException e) {
            throw wrong(index, String.valueOf(e.getMessage()));
        }
    }

    private SourceException wrong(int index, String what) {
        return new SourceException(place + ": item " + (index + 1) + ": " + what);
    }
}
