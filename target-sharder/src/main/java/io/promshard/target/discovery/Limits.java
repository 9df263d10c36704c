package io.promshard.target.discovery;

import io.promshard.shard.labels.Labels;
import io.promshard.target.model.TargetGroup;
import java.util.Optional;

/**
 * How much a source may say. Prometheus has no such limits; these are far above what inventories hold, and stop a broken one from
 * taking the process with it.
 *
 * @param bytes of a file or of an answer, decompressed
 * @param targets of a source, doubles included
 * @param labels of a target
 * @param nameLength of a label's name, in chars
 * @param valueLength of a label's value or an address, in chars
 */
public record Limits(int bytes, int targets, int labels, int nameLength, int valueLength) {

    /** Kubernetes allows annotations of 256 KiB, which become labels. */
    public static final Limits STANDARD = new Limits(256 << 20, 2_000_000, 1_000, 1_000, 256 << 10);

    private static final int EXCERPT = 60;

    /** What is wrong with an address; empty is not, see {@link SourceView#withoutAddress}. */
    public Optional<String> wrongAddress(String address) {
        return wrongText("target", address);
    }

    /** What is wrong with a label: names are checked as Prometheus 3 does, where any UTF-8 is one that is not empty. */
    public Optional<String> wrongLabel(String name, String value) {
        if (name.isEmpty()) {
            return Optional.of("the name of a label is empty");
        }
        if (name.length() > nameLength) {
            return Optional.of("the name of label %s has %d characters, %d are allowed"
                    .formatted(quoted(name), name.length(), nameLength));
        }
        return isUnicode(name)
                ? wrongText("label " + quoted(name), value)
                : Optional.of("the name of label " + quoted(name) + " is no UTF-8");
    }

    /** What is wrong with a group that did not come as text. */
    public Optional<String> wrongGroup(TargetGroup group) {
        Labels given = group.labels();
        if (given.size() > labels) {
            return Optional.of("it has %d labels, %d are allowed".formatted(given.size(), labels));
        }
        for (int i = 0; i < given.size(); i++) {
            Optional<String> wrong = wrongLabel(given.name(i), given.value(i));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return group.targets().stream()
                .flatMap(target -> wrongAddress(target).stream())
                .findFirst();
    }

    /** A text for a message: short, in quotes. */
    public static String quoted(String text) {
        return '"' + (text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…") + '"';
    }

    private Optional<String> wrongText(String what, String value) {
        if (value.length() > valueLength) {
            return Optional.of("the value of %s has %d characters, %d are allowed: %s"
                    .formatted(what, value.length(), valueLength, quoted(value)));
        }
        return isUnicode(value)
                ? Optional.empty()
                : Optional.of("the value of " + what + " is no UTF-8: " + quoted(value));
    }

    /** JSON can spell halves of characters, which no UTF-8 can. */
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
