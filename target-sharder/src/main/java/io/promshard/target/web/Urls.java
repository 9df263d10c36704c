package io.promshard.target.web;

import io.promshard.shard.labels.Labels;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes addresses for people. */
final class Urls {

    private static final String PARAM = "__param_";

    private Urls() {}

    /** Without user and password. */
    static String bare(URI url) {
        String text = url.toString();
        String user = url.getRawUserInfo();
        return user == null ? text : text.replace(user + "@", "");
    }

    /** What is scraped, as far as labels tell. */
    static String scraped(Labels identity) {
        StringBuilder url = new StringBuilder(or(identity.get("__scheme__"), "http"))
                .append("://")
                .append(identity.get("__address__"))
                .append(or(identity.get("__metrics_path__"), "/metrics"));
        char next = '?';
        for (int i = 0; i < identity.size(); i++) {
            if (identity.name(i).startsWith(PARAM)) {
                url.append(next)
                        .append(escaped(identity.name(i).substring(PARAM.length())))
                        .append('=')
                        .append(escaped(identity.value(i)));
                next = '&';
            }
        }
        return url.toString();
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}
