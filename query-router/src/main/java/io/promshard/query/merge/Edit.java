package io.promshard.query.merge;

import io.promshard.query.wire.JsonSlices;
import io.promshard.query.wire.JsonText;
import io.promshard.query.wire.Label;
import io.promshard.query.wire.Labels;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change to a JSON value; all else in it stays as it was printed. Copies what it changes, so it is for answers that are
 * small: rules, alerts, targets.
 */
@FunctionalInterface
interface Edit {

    Slice apply(Slice json) throws IOException;

    /** Puts a shard's label into the label set that is the value. */
    static Edit putting(Optional<Label> label) {
        return json -> JsonWriter.slice(Labels.parse(json, label)::writeTo);
    }

    /** Puts a text before the string that is the value. */
    static Edit prefixing(String prefix) {
        return json -> {
            Slice text = Slice.of(prefix + JsonSlices.string(json));
            return JsonWriter.slice(sink -> JsonText.text(text, sink));
        };
    }

    /** Changes a member of the object that is the value, if it is there. */
    static Edit member(String name, Edit edit) {
        Slice key = Slice.of(name);
        return json -> {
            Map<Slice, Slice> members = JsonSlices.members(json);
            Slice value = members.get(key);
            if (value == null) {
                return json;
            }
            members.put(key, edit.apply(value));
            return JsonWriter.slice(sink -> JsonWriter.object(members, one -> one.writeTo(sink), sink));
        };
    }

    /** Changes the elements of the list that is the value. */
    static Edit each(Edit edit) {
        return list(edit::all);
    }

    /** Makes another list of the elements of the one that is the value. */
    static Edit list(Elements edit) {
        return json -> {
            List<Slice> edited = edit.of(JsonSlices.elements(json));
            return JsonWriter.slice(sink -> JsonWriter.list(edited, sink));
        };
    }

    /** Makes one list of another. */
    @FunctionalInterface
    interface Elements {
        List<Slice> of(List<Slice> all) throws IOException;
    }

    default List<Slice> all(List<Slice> values) throws IOException {
        List<Slice> edited = new ArrayList<>(values.size());
        for (Slice value : values) {
            edited.add(apply(value));
        }
        return edited;
    }

    default Edit then(Edit next) {
        return json -> next.apply(apply(json));
    }
}
