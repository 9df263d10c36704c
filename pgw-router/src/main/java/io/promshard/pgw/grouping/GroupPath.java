package io.promshard.pgw.grouping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Map;

/** Writes the path of a group, such that a gateway reads exactly its key from it. */
public final class GroupPath {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private GroupPath() {}

    /** Below a gateway's prefix. Values are in base64, which any value can be; names are escaped where they must be. */
    public static String of(GroupingKey key) {
        StringBuilder path = new StringBuilder("/metrics/job@base64/")
                .append(encoded(key.byteLabels().getOrDefault("job", "")));
        for (Map.Entry<String, String> label : key.byteLabels().entrySet()) {
            if (!label.getKey().equals("job")) {
                path.append('/')
                        .append(EscapedName.escape(label.getKey()))
                        .append("@base64/")
                        .append(encoded(label.getValue()));
            }
        }
        return path.toString();
    }

    /** An empty segment would be none. */
    private static String encoded(String bytes) {
        return bytes.isEmpty() ? "=" : BASE64.encodeToString(bytes.getBytes(ISO_8859_1));
    }
}
