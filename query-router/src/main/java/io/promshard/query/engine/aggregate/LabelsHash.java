package io.promshard.query.engine.aggregate;

import io.promshard.shard.labels.Labels;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Where among all label sets one is, from 0 to 1, by the hash that Prometheus takes.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/model/labels/labels_stringlabels.go">Labels.Hash</a>
 */
final class LabelsHash {

    private static final double MOST = 0x1p64;
    private static final int SHORT = 255;

    private LabelsHash() {}

    static double of(Labels labels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < labels.size(); i++) {
            append(labels.name(i), bytes);
            append(labels.value(i), bytes);
        }
        long hash = XxHash64.of(bytes.toByteArray());
        double unsigned = ((hash >>> 1) | (hash & 1)) * 2.0;
        return (hash >= 0 ? (double) hash : unsigned) / MOST;
    }

    /** A length of one byte, or 255 and three; then the bytes. */
    private static void append(String text, ByteArrayOutputStream bytes) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length < SHORT) {
            bytes.write(utf8.length);
        } else {
            bytes.write(SHORT);
            bytes.write(utf8.length);
            bytes.write(utf8.length >> 8);
            bytes.write(utf8.length >> 16);
        }
        bytes.writeBytes(utf8);
    }
}
