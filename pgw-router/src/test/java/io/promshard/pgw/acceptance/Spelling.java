package io.promshard.pgw.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes one grouping key in ever other ways: labels in any order, values plain, escaped or in base64. */
record Spelling(Random random) {

    /** The path of a push of this job and these further labels. */
    String path(String job, Map<String, String> labels) {
        List<Map.Entry<String, String>> shuffled = new ArrayList<>(labels.entrySet());
        Collections.shuffle(shuffled, random);
        StringBuilder path = new StringBuilder("/metrics").append(pair("job", job));
        shuffled.forEach(label -> path.append(pair(label.getKey(), label.getValue())));
        return path.toString();
    }

    private String pair(String name, String value) {
        return switch (random.nextInt(3)) {
            case 0 ->
                "/" + name + "/"
                        + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            case 1 -> "/" + name + "/" + escaped(value);
            default -> "/" + name + "@base64/" + base64(value);
        };
    }

    /** Every byte of it, needed or not. */
    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            escaped.append("%%%02X".formatted(b));
        }
        return escaped.toString();
    }

    private static String base64(String value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
