package io.promshard.target.render;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The longest scrape interval of some jobs, which is what hand-overs must reckon with. */
final class Intervals {

    private static final String STANDARD = "1m";
    private static final Pattern PART = Pattern.compile("(\\d{1,12})(ms|[smhdwy])");
    private static final Map<String, Long> MILLIS = Map.of(
            "ms",
            1L,
            "s",
            1000L,
            "m",
            60_000L,
            "h",
            3_600_000L,
            "d",
            86_400_000L,
            "w",
            604_800_000L,
            "y",
            31_536_000_000L);

    private Intervals() {}

    static String longest(PrometheusFile file, List<ScrapeJob> jobs) throws RenderException {
        String global = file.root().get("global").isPresent()
                ? YamlMap.of(file.root().get("global").get(), "global").textOf("scrape_interval")
                : "";
        String otherwise = global.isEmpty() ? STANDARD : global;
        String longest = "0s";
        for (ScrapeJob job : jobs) {
            String own = job.settings().textOf("scrape_interval");
            String interval = own.isEmpty() ? otherwise : own;
            longest = millis(interval) > millis(longest) ? interval : longest;
        }
        return longest;
    }

    private static long millis(String duration) {
        Matcher parts = PART.matcher(duration);
        long millis = 0;
        while (parts.find()) {
            millis += Long.parseLong(parts.group(1)) * MILLIS.getOrDefault(parts.group(2), 0L);
        }
        return millis;
    }
}
