package io.promshard.target.engine;

import io.promshard.target.discovery.SourceException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Takes the URL of a target apart into the labels that Prometheus made it of. */
final class ScrapeUrl {

    private ScrapeUrl() {}

    /**
     * The labels, sorted by name for all but odd parameters. Of a parameter that is there several times the first value is the
     * label's; the others are the job's own.
     *
     * @see <a href="https://github.com/prometheus/prometheus/blob/v3.5.3/scrape/target.go">Target.URL</a>
     */
    static SequencedMap<String, String> labels(String url) throws SourceException {
        int authority = url.indexOf("://") + 3;
        if (authority < 3) {
            throw new SourceException("has a target with the URL \"" + url + "\", which is none");
        }
        int query = endOr(url.indexOf('?', authority), url);
        int path = Math.min(endOr(url.indexOf('/', authority), url), query);
        try {
            SequencedMap<String, String> labels = new LinkedHashMap<>();
            labels.put("__address__", decoded(url.substring(authority, path)));
            labels.put("__metrics_path__", decoded(url.substring(path, query)));
            parameters(url.substring(query), labels);
            labels.put("__scheme__", url.substring(0, authority - 3));
            return labels;
        } catch (IllegalArgumentException e) {
            throw new SourceException("has a target with the URL \"" + url + "\", which is none", e);
        }
    }

    private static int endOr(int index, String url) {
        return index < 0 ? url.length() : index;
    }

    private static void parameters(String query, Map<String, String> labels) {
        if (query.length() < 2) {
            return;
        }
        for (String parameter : query.substring(1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            labels.putIfAbsent("__param_" + formDecoded(name), formDecoded(value));
        }
    }

    private static String formDecoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A plus is a plus before the query. */
    private static String decoded(String text) {
        return text.indexOf('%') < 0 ? text : formDecoded(text.replace("+", "%2B"));
    }
}
