package io.promshard.target.groups;

import io.promshard.target.publish.files.FilePattern;
import io.promshard.target.spec.DeliverySpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how targets are delivered. */
final class DeliveryReader {

    private static final List<String> KEYS = List.of("files", "staging", "hook");
    private static final List<String> HOOK = List.of("command", "timeout", "parallel");
    private static final Set<String> NAMES = Set.of("collector", "job");

    private DeliveryReader() {}

    static DeliverySpec read(Fields group) {
        Fields fields = group.section("delivery", KEYS);
        String files = fields.read("files", DeliveryReader::template, "");
        if (files.isEmpty()
                && (fields.get("staging").isPresent() || fields.get("hook").isPresent())) {
            fields.owner().refuseUnseen("staging and hook need files");
        }
        Fields hook = fields.get("hook")
                .map(value -> value.fields(HOOK, "command"))
                .orElseGet(() -> fields.section("hook", HOOK));
        if (fields.get("hook").isPresent()) {
            hook.required("command");
        }
        return new DeliverySpec(
                files,
                fields.read("staging", value -> Scalars.path(value).map(Object::toString), ""),
                hook.texts("command"),
                hook.duration("timeout", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1)),
                hook.count("parallel", 4, 1, 1000));
    }

    /** Lists of two collectors, or of two jobs, never share a file. */
    private static Optional<String> template(Value value) {
        return Scalars.path(value).map(Object::toString).filter(path -> {
            try {
                FilePattern.parse(path, NAMES);
                return true;
            } catch (IllegalArgumentException e) {
                value.refuse(String.valueOf(e.getMessage()).replaceFirst(", got: .*", ""));
                return false;
            }
        });
    }
}
