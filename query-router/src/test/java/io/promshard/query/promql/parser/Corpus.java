package io.promshard.query.promql.parser;

import java.util.List;

/** Queries with everything that PromQL has, and pieces to break them with. */
final class Corpus {

    static final List<String> QUERIES = """
            1
            -.5e-3 + 0x1F - 017 * 1_000.5 / inf % NaN ^ -2
            1h30m > bool 5
            "a\\tb\\x41\\u00e9\\U0001F600\\101"
            'it\\'s' # a comment
            `raw \\ string`
            up
            up{}
            up{job="api",instance!="a:1",code=~"4..|5..",path!~"/(a|b).*",}
            {__name__=~"node_.+", "utf.8 näme"="ü"}
            {"http.requests", le="+Inf"}
            job:up:sum{job="x"}
            up offset 5m
            up offset -1h30m @ 1700000000.123
            up @ start() offset 1y2w3d4h5m6s7ms
            rate(up{job="api"}[5m] @ end())
            up[300] offset 1w
            sum(rate(http_requests_total[5m])) by (job, "näme")
            sum without (instance) (up)
            topk by (job) (3, up)
            count_values("version", build_info)
            quantile(0.99, up) by (by, on, sum, start)
            limitk(2, up)
            limit_ratio(-0.5, up)
            group(up)
            a + on (job, instance) group_left (version) b
            a / ignoring (code) group_right () b
            a * on () b
            a == bool on (x) b
            a and b or c unless on (d) e
            a atan2 b ^ c ^ d % e
            -a ^ 2 + +b - -1
            --+-1
            (a + b) * (c)
            rate(a[5m])[1h:1m] offset 10m
            max_over_time(deriv(rate(a[1m])[5m:30s])[10m:])
            histogram_quantile(0.9, sum by (le) (rate(b_bucket[10m])))
            histogram_fraction(0, 0.2, rate(h[1m]))
            label_replace(up, "dst", "$1", "src", "(.*):.*")
            label_join(up, "dst", "-", "a", "b", "c", "d")
            sort_by_label(up, "a", "b")
            info(rate(a[5m]), {build_info=~".+"})
            info(a)
            absent(up{job="x"}) or vector(time())
            clamp(up, 0, pi())
            round(up, 0.1)
            day_of_week() == 6
            hour(vector(1136239445))
            predict_linear(disk[4h], 3600)
            double_exponential_smoothing(a[5m], 0.3, 0.3)
            a[5m + 1h * 2 - 30s]
            a[(5m + 1) ^ 2 / 3 % 7:-(1m - 2m)] offset (5m * 2)
            a offset -(2m + 3)
            a offset (5m) + 3
            sum(a) by (b) > 0 and on (b) count(c) by (b) < 5
            SUM BY (x) (Up) OR bY
            offset offset 5m
            start + end - by * without
            scalar(up) <= bool 2
            timestamp(up) != time()
            sum by (job) (rate(a_long_metric_name_total{label_one="value one", label_two=~"value.two.*"}[5m]))\
             / on (job) group_left (name) sum by (job, name) (rate(another_long_metric_name_total[5m] offset 1d))
            -sum(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)
            """.lines().toList();

    static final List<String> PIECES = """
            (
            )
            ()
            [
            ]
            [5m]
            [1h:]
            [5m:1m]
            {
            }
            {a="b"}
            ,
            "
            '
            `
            \\
            #
            @
            :
            =
            ==
            !=
            =~
            !~
            >
            <=
            +
            -
            *
            /
            %
            ^
            0
            0x
            1e
            .
            _
            5m
            9y
            0s
            1e400
            inf
            nan
            offset
            @ 5
            @ start()
            by (a)
            without
            on (a)
            ignoring ()
            group_left
            group_right (b)
            bool
            and
            or
            unless
            atan2
            sum
            sum(
            topk
            rate(
            info(
            "\\xff"
            "\\ud800"
            "é"
            ü
            \uFFFD
            \u2028
            9223372036854775807
            1_0
            {__name__="x"}
            {a=~"("}
            {a=~")"}
            {a=~"[z-a]*"}
            {a=~"*"}
            {a=~"a**"}
            {a=~"[a"}
            {a=~"a{1001}"}
            {a=~"a{2,1}"}
            {a=~"((a{100}){100}){100}"}
            {a=~"(?P<n>a)(?P<n>b)"}
            {a=~"(?P<n"}
            {a=~"(?<n>a)"}
            {a=~"(?=a)"}
            {a=~"(?i)a(?-i:b)|[[:alpha:]]"}
            {a=~"[[:none:]]"}
            {a=~"\\\\pX"}
            {a=~"\\\\p{Greek}\\\\d\\\\S\\\\x{10FFFF}"}
            {a=~"\\\\8"}
            {a=~"\\\\Qa\\\\E\\\\C"}
            {a=~"a\\\\"}
            {a=~"\\xff."}
            {a=~"\\xff|a"}
            """.lines().toList();

    private Corpus() {}
}
