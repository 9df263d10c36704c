package io.promshard.query.merge;

import io.promshard.query.model.LabelMatcher;
import io.promshard.query.wire.JsonSlices;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of an answer is shown: that whose labels match.
 *
 * @param matchers all of which have to; none for everything
 */
public record Shown(List<LabelMatcher> matchers) {

    /** Everything. */
    public static final Shown ALL = new Shown(List.of());

    public Shown {
        matchers = List.copyOf(matchers);
    }

    boolean isAll() {
        return matchers.isEmpty();
    }

    /** Those objects whose member of that name is a label set that matches. */
    List<Slice> of(List<Slice> objects, String labels) throws IOException {
        return of(objects, labels, Optional.empty());
    }

    /** @param besides a label that counts for those that do not have it themselves */
    List<Slice> of(List<Slice> objects, String labels, Optional<Label> besides) throws IOException {
        if (isAll()) {
            return objects;
        }
        List<Slice> shown = new ArrayList<>();
        for (Slice object : objects) {
            Slice set = JsonSlices.members(object).get(Slice.of(labels));
            if (matches(set == null ? Map.of() : read(set), besides)) {
                shown.add(object);
            }
        }
        return shown;
    }

    private boolean matches(Map<String, String> labels, Optional<Label> besides) {
        return matchers.stream().allMatch(matcher -> {
            String otherwise = besides.filter(label -> label.name().equals(matcher.name()))
                    .map(Label::value)
                    .orElse("");
            return matcher.matches(labels.getOrDefault(matcher.name(), otherwise));
        });
    }

    private static Map<String, String> read(Slice set) throws IOException {
        Map<String, String> labels = new HashMap<>();
        for (Map.Entry<Slice, Slice> label : JsonSlices.members(set).entrySet()) {
            labels.put(
                    label.getKey().toString(),
                    JsonSlices.string(label.getValue()).toString());
        }
        return labels;
    }
}
