package io.promshard.query.rim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/** Requests with parameters of every kind, right and wrong. */
final class OddRequests {

    private static final List<String> TIMES = List.of(
            "",
            "0",
            "4",
            "-1",
            "1e3",
            "1.5",
            "1435781451.7811",
            "1700000000000",
            "1e12",
            "1e14",
            "1e15",
            "9e18",
            "1e19",
            "1e400",
            "NaN",
            "Inf",
            "-Inf",
            "infinity",
            "0x10",
            "0x1p3",
            "1_000",
            "0x_1p3",
            "+4",
            ".5",
            "5.",
            ".",
            "e1",
            " 4",
            "4 ",
            "now",
            "2015-07-01T20:10:51.781Z",
            "2015-07-01T20:10:51+02:00",
            "2015-07-01t20:10:51z",
            "2015-07-01 20:10:51",
            "2015-07-01T20:10:51",
            "2015-13-01T00:00:00Z",
            "2015-02-30T00:00:00Z",
            "2015-02-29T00:00:00Z",
            "2016-02-29T00:00:00Z",
            "2015-07-01T24:00:00Z",
            "2015-07-01T20:10:60Z",
            "2015-07-01T20:10:51,5Z",
            "2015-07-01T20:10:51+24:00",
            "2015-07-01T20:10:51+23:59",
            "2015-07-01T20:10:51+18:01",
            "2015-07-01T20:10:51.1234567891Z",
            "2015-7-1T20:10:51Z",
            "2015-07-01T5:10:51Z",
            "2015-07-01T20:10:51-24:60",
            "2015-07-01T20:10:51+24:61",
            "2015-07-01T20:10:51.Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "-292273086-05-16T16:47:06Z",
            "292277025-08-18T07:12:54.999999999Z",
            "-292273086-05-16T16:47:07Z");

    private static final List<String> DURATIONS = List.of(
            "",
            "15",
            "0",
            "-1",
            "-0",
            "1m",
            "1h30m",
            "1m1h",
            "1y",
            "1.5m",
            "5ms",
            "0.001",
            "0.0001",
            "1e-9",
            "1e-10",
            "1e9",
            "9223372036",
            "9223372037",
            "-9223372037",
            "1e30",
            "NaN",
            "Inf",
            "m",
            "1d1",
            "300y",
            "292y",
            "293y",
            "1w2d",
            "-1m",
            "0s",
            "0x1p3",
            "1_0",
            "1 m",
            "1M",
            "+1m",
            "1m ");

    /** As timeouts they end a query at a stage that chance decides. */
    private static final List<String> TOO_SHORT =
            List.of("0", "-0", "0s", "-1", "-9223372037", "0.0001", "0.001", "1e-9", "1e-10", "NaN", "5ms");

    private static final List<String> LIMITS = List.of(
            "",
            "0",
            "1",
            "-1",
            "1.5",
            "x",
            "2147483647",
            "2147483648",
            "99999999999",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "+1",
            "007",
            "1_0",
            " 1",
            "0x1",
            "-0");

    private static final List<String> QUERIES = List.of(
            "up",
            "1",
            "",
            " ",
            "(",
            "up[5m]",
            "\"a\"",
            "{}",
            "up{",
            "sum(",
            "nosuch()",
            "up[5m:1m]",
            "up offset",
            "a b",
            "up{a=~\"(\"}",
            "{a=~\".*\"}",
            "time()",
            "count_values(\"a b\", up)",
            "up @ start()");

    private static final List<String> WITHOUT_SELECTORS = List.of("1", "\"a\"", "time()");

    private static final List<String> MATCHES = List.of(
            "up",
            "",
            "{}",
            "{a=~\".*\"}",
            "{a=\"\"}",
            "{a!=\"b\"}",
            "up{",
            "up[5m]",
            "{__name__=~\".+\"}",
            "\"up\"",
            "{\"up\"}",
            "up offset 5m",
            "up @ 4",
            "1",
            "sum(up)",
            "{a=~\"(\"}",
            "up,up",
            "(up)");

    private static final List<String> LABELS = List.of(
            "a",
            "__name__",
            "job",
            "a%20b",
            "0",
            "U__a_2e_b",
            "U__",
            "U__a_",
            "%C3%A9",
            "a.b",
            "%20",
            "a%25",
            "cluster",
            "~");

    private static final String RANGE = "query=up&start=1700000000&end=1700000300&step=15";
    private static final String SPAN = "start=1700000000&end=1700000300";

    /**
     * A request.
     *
     * @param target path and query, as sent
     * @param type of the body; empty for no body
     */
    record Odd(String method, String target, String type, String body) {

        static Odd get(String path, String query) {
            return new Odd("GET", path + "?" + query, "", "");
        }

        static Odd form(String path, String query, String body) {
            return new Odd(
                    "POST", query.isEmpty() ? path : path + "?" + query, "application/x-www-form-urlencoded", body);
        }
    }

    private final List<Odd> all = new ArrayList<>();

    private OddRequests() {}

    static List<Odd> all() {
        OddRequests requests = new OddRequests();
        requests.times();
        requests.durations();
        requests.limits();
        requests.selectors();
        requests.forms();
        requests.several();
        return requests.all;
    }

    private void times() {
        for (String time : TIMES) {
            both("/api/v1/query", "query=1&time=" + escaped(time));
            get("/api/v1/query_range", "query=1&end=1700000300&step=1e9&start=" + escaped(time));
            get("/api/v1/query_range", "query=1&start=0&step=1e9&end=" + escaped(time));
            get("/api/v1/series", "match[]=up&start=" + escaped(time));
            get("/api/v1/labels", "end=" + escaped(time));
            get("/api/v1/label/job/values", "start=" + escaped(time) + "&end=" + escaped(time));
            get("/api/v1/query_exemplars", "query=up&end=1700000000&start=" + escaped(time));
        }
    }

    private void durations() {
        for (String duration : DURATIONS) {
            get("/api/v1/query_range", "query=1&" + SPAN + "&step=" + escaped(duration));
            if (!TOO_SHORT.contains(duration)) {
                get("/api/v1/query", "query=1&timeout=" + escaped(duration));
                get("/api/v1/query_range", RANGE + "&timeout=" + escaped(duration));
            }
            get("/api/v1/query", "query=up&lookback_delta=" + escaped(duration));
        }
    }

    private void limits() {
        for (String limit : LIMITS) {
            for (String path :
                    List.of("query", "series", "labels", "label/job/values", "metadata", "targets/metadata")) {
                get("/api/v1/" + path, "query=up&match[]=up&limit=" + escaped(limit));
            }
            get("/api/v1/query_range", RANGE + "&limit=" + escaped(limit));
            get("/api/v1/metadata", "limit_per_metric=" + escaped(limit));
        }
    }

    private void selectors() {
        for (String query : QUERIES) {
            for (String path : List.of("query", "format_query", "parse_query")) {
                both("/api/v1/" + path, "query=" + escaped(query));
            }
            get("/api/v1/query_range", SPAN + "&step=15&query=" + escaped(query));
            if (!WITHOUT_SELECTORS.contains(query)) {
                get("/api/v1/query_exemplars", SPAN + "&query=" + escaped(query));
            }
        }
        for (String match : MATCHES) {
            both("/api/v1/series", "match[]=" + escaped(match));
            both("/api/v1/labels", "match[]=" + escaped(match));
            get("/api/v1/label/job/values", "match[]=up&match[]=" + escaped(match));
        }
        for (String label : LABELS) {
            get("/api/v1/label/" + label + "/values", "");
        }
    }

    private void forms() {
        for (String tail : List.of(
                "time=%", "time=%zz", "time=1;x=2", "%zz=1", "x=%2", "time=4&time=x", "time=x&time=4", "=x", "&&")) {
            get("/api/v1/query", "query=up&" + tail);
            all.add(Odd.form("/api/v1/query", "", "query=up&" + tail));
            all.add(Odd.form("/api/v1/query", "query=up", tail));
            all.add(Odd.form("/api/v1/query", tail, "query=up"));
        }
        all.add(Odd.form("/api/v1/query", "query=(", "query=up"));
        all.add(Odd.form("/api/v1/query", "query=up", "query=("));
        all.add(Odd.form("/api/v1/series", "match[]=(", "match[]=up"));
        all.add(Odd.form("/api/v1/series", "match[]=up", "match[]=("));
        for (String type : List.of(
                "application/json",
                "text/plain",
                "APPLICATION/X-WWW-FORM-URLENCODED",
                "application/x-www-form-urlencoded; charset=latin1",
                "application/x-www-form-urlencodedx",
                "application/x-www-form-urlencoded;",
                "multipart/form-data",
                "nonsense")) {
            all.add(new Odd("POST", "/api/v1/query", type, "query=up"));
            all.add(new Odd("POST", "/api/v1/query?query=up", type, "time=x"));
            all.add(new Odd("POST", "/api/v1/series", type, "match[]=up"));
        }
    }

    /** What is found first is what is said. */
    private void several() {
        List<String> wrong = List.of(
                "query=(",
                "time=x",
                "start=x",
                "end=x",
                "step=x",
                "timeout=x",
                "limit=x",
                "lookback_delta=x",
                "match[]=(");
        for (String one : wrong) {
            for (String other : wrong) {
                String both = one + "&" + other;
                get("/api/v1/query", both);
                get("/api/v1/query_range", both + "&" + RANGE);
                get("/api/v1/series", both);
                get("/api/v1/query_exemplars", both + "&" + SPAN);
            }
            get("/api/v1/query_range", one);
            get("/api/v1/labels", one);
            get("/api/v1/query_range", "query=up&start=5&end=4&step=0&" + one);
        }
        for (String path :
                List.of("query", "query_range", "series", "labels", "query_exemplars", "format_query", "parse_query")) {
            both("/api/v1/" + path, "");
        }
        get("/api/v1/query_range", "query=up&start=0&end=11000&step=1");
        get("/api/v1/query_range", "query=up&start=0&end=11001&step=1");
        get("/api/v1/query_range", "query=up&start=0&end=11000.999&step=1");
        get("/api/v1/query_range", "query=up&start=4&end=4&step=1");
        get("/api/v1/query_range", "query=up&start=4.0004&end=4&step=1");
        get("/api/v1/query_exemplars", "query=up&start=4&end=3");
    }

    private void both(String path, String query) {
        get(path, query);
        all.add(Odd.form(path, "", query));
    }

    private void get(String path, String query) {
        all.add(Odd.get(path, query));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
