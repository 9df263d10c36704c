package io.promshard.target.engine;

import io.promshard.shard.labels.Labels;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Targets with twenty labels each, as many as a test wants, all at one address. */
final class ScaleTargets {

    private static final int META = 17;

    private ScaleTargets() {}

    /** What discovery gives of one, its address aside. */
    private static Map<String, String> discovered(int id) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < META; i++) {
            labels.put("__meta_label_" + i, i < 2 ? "value-" + i + "-of-" + id : "value-" + id % (10 * (i + 1)));
        }
        labels.put("__metrics_path__", "/metrics/" + id);
        labels.put("zone", "zone-" + id % 7);
        return labels;
    }

    /** As file_sd has them, one a group, as discoveries give them. */
    static void write(Path file, String address, int count) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int id = 0; id < count; id++) {
                out.append(id == 0 ? "[" : ",\n")
                        .append("{\"targets\":[\"")
                        .append(address)
                        .append("\"],\"labels\":{");
                String comma = "";
                for (Map.Entry<String, String> label : discovered(id).entrySet()) {
                    out.append(comma)
                            .append('"')
                            .append(label.getKey())
                            .append("\":\"")
                            .append(label.getValue());
                    out.append('"');
                    comma = ",";
                }
                out.append("}}");
            }
            out.append(']');
        }
    }

    /** All labels that one must have after the engine. */
    static Labels expected(int id, String address, String file) {
        Map<String, String> labels = discovered(id);
        labels.put("__address__", address);
        labels.put("__meta_filepath", file);
        return Labels.of(labels);
    }
}
