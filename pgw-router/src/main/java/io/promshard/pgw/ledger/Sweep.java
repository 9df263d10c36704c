package io.promshard.pgw.ledger;

import io.promshard.pgw.selector.Selection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One fact beside the ledger: all groups of a selection were deleted, those included that nobody saw since their gateway was away.
 *
 * @param before copies pushed later are not meant, in seconds since 1970
 * @param at when it was ordered, likewise
 */
public record Sweep(Selection selection, double before, double at) {

    /** Whether nothing is lost if the other is forgotten. */
    boolean covers(Sweep other) {
        return before >= other.before && at >= other.at && selection.covers(other.selection);
    }

    /** A line a number and a selector. */
    byte[] write() {
        String selectors = selection.selectors().stream().map(Object::toString).collect(Collectors.joining("\n"));
        return (before + "\n" + at + "\n" + selectors).getBytes(StandardCharsets.UTF_8);
    }

    /** Empty if it is not of this form, as one of a newer router may be. */
    static Optional<Sweep> read(byte[] content) {
        List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
        try {
            Selection selection = Selection.parse(lines.subList(2, lines.size()));
            return Optional.of(
                    new Sweep(selection, Double.parseDouble(lines.get(0)), Double.parseDouble(lines.get(1))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
