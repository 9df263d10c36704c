package io.promshard.target.model;

import io.promshard.shard.labels.Labels;
import io.promshard.shard.ring.KeyHash;
import java.util.HexFormat;
import java.util.List;

/**
 * What is hashed of a target: its job and the URL that is scraped, or the labels that the operator chose. Never {@code __meta_*}:
 * these change while the target stays.
 */
public final class TargetKey {

    private static final char END = '\0';

    private TargetKey() {}

    /** The same in every process and release: published files and hand-overs name it. */
    public static long of(String job, Labels identity, List<String> shardBy) {
        StringBuilder key = new StringBuilder(96).append(job).append(END);
        if (shardBy.isEmpty()) {
            appendUrl(key, identity);
        } else {
            shardBy.forEach(name -> key.append(identity.get(name)).append(END));
        }
        return KeyHash.of(key.toString());
    }

    /** As people and APIs write it: 16 hexadecimal digits. */
    public static String text(long key) {
        return HexFormat.of().toHexDigits(key);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static long parse(String text) {
        if (!text.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("a target's key has 16 hexadecimal digits, got: \"" + text + '"');
        }
        return Long.parseUnsignedLong(text, 16);
    }

    private static void appendUrl(StringBuilder key, Labels identity) {
        key.append(identity.get("__scheme__")).append(END);
        key.append(identity.get("__address__")).append(END);
        key.append(identity.get("__metrics_path__")).append(END);
        for (int i = 0; i < identity.size(); i++) {
            if (identity.name(i).startsWith("__param_")) {
                key.append(identity.name(i))
                        .append(END)
                        .append(identity.value(i))
                        .append(END);
            }
        }
    }
}
