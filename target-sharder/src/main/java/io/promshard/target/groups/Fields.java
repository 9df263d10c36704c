package io.promshard.target.groups;

import io.promshard.target.groups.yaml.YamlNode.Mapping;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values of a mapping by key. What is missing, or refused with a complaint, has the default. */
record Fields(Value owner, Map<String, Value> values) {

    Optional<Value> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Complains if it is missing. */
    Optional<Value> required(String key) {
        if (!values.containsKey(key) && owner.node() instanceof Mapping) {
            owner.refuseUnseen(key + " is missing");
        }
        return get(key);
    }

    /** The mapping under a key; an empty one if it is missing. */
    Fields section(String key, List<String> known) {
        return get(key).map(value -> value.fields(known)).orElseGet(() -> new Fields(owner, Map.of()));
    }

    <T> T read(String key, Function<Value, Optional<T>> reader, T otherwise) {
        return get(key).flatMap(reader).orElse(otherwise);
    }

    String text(String key, String otherwise) {
        return read(key, Value::text, otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return read(key, Scalars::flag, otherwise);
    }

    Duration duration(String key, Duration otherwise, Duration least, Duration most) {
        return read(key, value -> Scalars.duration(value, least, most), otherwise);
    }

    int count(String key, int otherwise, int least, int most) {
        return read(key, value -> Scalars.count(value, least, most), otherwise);
    }

    /** Complains if it is missing. */
    URI url(String key) {
        return required(key).flatMap(Scalars::url).orElse(Scalars.NOWHERE);
    }

    List<String> texts(String key) {
        return get(key).map(Scalars::texts).orElse(List.of());
    }

    Map<String, String> textsByName(String key) {
        return get(key).map(value -> Scalars.textsByName(value.named())).orElse(Map.of());
    }
}
