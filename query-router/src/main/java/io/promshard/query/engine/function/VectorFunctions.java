package io.promshard.query.engine.function;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The functions of instant vectors and scalars. */
public final class VectorFunctions {

    private static final Map<String, VectorFunction> ALL = all();

    private VectorFunctions() {}

    public static Optional<VectorFunction> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Map<String, VectorFunction> all() {
        Map<String, VectorFunction> all = new HashMap<>();
        all.putAll(MathFunctions.ALL);
        all.putAll(ClampFunctions.ALL);
        all.putAll(DateFunctions.ALL);
        all.putAll(ScalarFunctions.ALL);
        all.putAll(LabelFunctions.ALL);
        all.putAll(SortFunctions.ALL);
        all.putAll(NativeHistogramFunctions.ALL);
        all.putAll(BucketFunctions.ALL);
        return Map.copyOf(all);
    }
}
