package io.promshard.query.merge;

import io.promshard.query.wire.Annotations;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** All that shards remark, each remark once, in the order in which they came. */
public final class AnnotationsUnion {
    private AnnotationsUnion() {}

    public static Annotations of(List<Annotations> all) {
        return new Annotations(distinct(all, Annotations::warnings), distinct(all, Annotations::infos));
    }

    static <D> Annotations ofParts(List<Part<D>> parts) {
        return of(parts.stream().map(part -> part.answer().annotations()).toList());
    }

    private static List<String> distinct(List<Annotations> all, Function<Annotations, List<String>> texts) {
        return all.stream().map(texts).flatMap(Collection::stream).distinct().toList();
    }
}
