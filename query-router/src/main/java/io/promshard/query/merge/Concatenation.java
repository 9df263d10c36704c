package io.promshard.query.merge;

import io.promshard.query.wire.JsonSlices;
import io.promshard.query.wire.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The elements of one list of all shards' data, one shard after the other, each with its shard's edit. */
final class Concatenation {
    private Concatenation() {}

    /** Of the list that is a member of the data; a shard whose data lacks it has none. */
    static List<Slice> ofMember(String name, List<Part<Slice>> parts, Function<Part<Slice>, Edit> edit)
            throws IOException {
        List<Slice> all = new ArrayList<>();
        for (Part<Slice> part : parts) {
            Slice list = JsonSlices.members(part.data()).get(Slice.of(name));
            if (list != null) {
                all.addAll(edit.apply(part).all(JsonSlices.elements(list)));
            }
        }
        return all;
    }
}
