package io.promshard.target.groups;

import io.promshard.target.assign.Strategy;
import io.promshard.target.groups.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.Optional;

/** Reads a strategy: its name alone, or as a key with what it takes. */
final class StrategyReader {

    private static final List<String> KINDS = List.of("ring", "bounded", "least-series", "affinity", "all");
    private static final double FACTOR = 1.25;
    private static final double EPSILON = 0.05;

    private StrategyReader() {}

    static Optional<Strategy> read(Value value) {
        return value.node() instanceof Scalar
                ? value.text().flatMap(name -> alone(value, name))
                : value.kind(KINDS).flatMap(kind -> with(kind.name(), kind.value()));
    }

    private static Optional<Strategy> alone(Value value, String name) {
        return switch (name) {
            case "ring" -> Optional.of(new Strategy.Ring());
            case "bounded" -> Optional.of(new Strategy.Bounded(FACTOR));
            case "least-series" -> Optional.of(new Strategy.LeastSeries(EPSILON));
            case "all" -> Optional.of(new Strategy.All());
            case "affinity" -> refused(value, "affinity needs a label: {affinity: {label: zone}}");
            default -> refused(value, Suggestion.allowed("must be one of ", name, KINDS));
        };
    }

    private static Optional<Strategy> with(String name, Value value) {
        return switch (name) {
            case "bounded" ->
                Optional.of(new Strategy.Bounded(value.fields(List.of("factor"))
                        .read("factor", v -> Scalars.number(v, n -> n > 1 && n <= 10, "above 1, up to 10"), FACTOR)));
            case "least-series" ->
                Optional.of(new Strategy.LeastSeries(value.fields(List.of("epsilon"))
                        .read("epsilon", v -> Scalars.number(v, n -> n > 0 && n <= 1, "above 0, up to 1"), EPSILON)));
            case "affinity" -> affinity(value.fields(List.of("label", "tag", "within", "otherwise")));
            default -> refused(value, name + " takes nothing: write it alone");
        };
    }

    /** What no collector matches is spread as the rest is, unless it shall stay unplaced. */
    private static Optional<Strategy> affinity(Fields fields) {
        Strategy within = fields.read("within", StrategyReader::read, new Strategy.Ring());
        return fields.required("label")
                .flatMap(Scalars::label)
                .map(label -> new Strategy.Affinity(
                        label,
                        fields.text("tag", label),
                        within,
                        fields.get("otherwise").map(StrategyReader::otherwise).orElse(List.of(within))));
    }

    private static List<Strategy> otherwise(Value value) {
        return value.node() instanceof Scalar scalar && scalar.text().equals("none")
                ? List.of()
                : read(value).stream().toList();
    }

    private static Optional<Strategy> refused(Value value, String allowed) {
        value.refuse(allowed);
        return Optional.empty();
    }
}
