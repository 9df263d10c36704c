package io.promshard.query.wire;

import java.util.List;

/** What an answer says beside its data. */
public record Annotations(List<String> warnings, List<String> infos) {
    public static final Annotations NONE = new Annotations(List.of(), List.of());

    public Annotations {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }
}
