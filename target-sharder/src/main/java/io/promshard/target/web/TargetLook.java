package io.promshard.target.web;

import io.promshard.target.handover.Layout;
import io.promshard.target.load.Load;
import io.promshard.target.load.LoadBook;
import io.promshard.target.model.Target;
import io.promshard.target.model.TargetKey;
import io.promshard.target.reconcile.GroupRuntime;
import io.promshard.target.reconcile.Observation;
import io.promshard.target.report.Reports;
import io.promshard.target.report.ScrapedTarget;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at targets of a group at one moment. Of targets with one key the worst scrape counts for all: reports name keys alone. */
final class TargetLook {

    /** What Go writes for no time. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private final String group;
    private final Layout layout;
    private final Reports reports;
    private final LoadBook loads;

    TargetLook(GroupRuntime runtime) {
        Observation seen = runtime.observe();
        this.group = runtime.spec().name();
        this.layout = runtime.state().layout();
        this.reports = seen.reports();
        this.loads = seen.loads();
    }

    ActiveTarget at(Target target) {
        List<String> holders = layout.holders(target.key());
        Optional<ScrapedTarget> scraped = scraped(target.key(), holders);
        String url = Urls.scraped(target.identity());
        return new ActiveTarget(
                LabelMaps.of(target.labels()),
                LabelMaps.ofSeries(target),
                target.job(),
                url,
                url,
                scraped.map(ScrapedTarget::lastError).orElse(""),
                scraped.map(ScrapedTarget::lastScrape)
                        .filter(at -> !at.equals(Instant.EPOCH))
                        .map(Instant::toString)
                        .orElse(NEVER),
                0,
                scraped.map(report -> report.health().name().toLowerCase(Locale.ROOT))
                        .orElse("unknown"),
                group,
                TargetKey.text(target.key()),
                holders,
                loads.find(target.key()).map(Load::last).map(Math::round).orElse(null));
    }

    /** By whom scraped it last. */
    private Optional<ScrapedTarget> scraped(long key, List<String> holders) {
        return holders.stream()
                .flatMap(holder -> reports.of(holder).stream())
                .flatMap(report -> report.of(key).stream().min(Comparator.comparingInt(TargetLook::goodness)).stream())
                .max(Comparator.comparing(ScrapedTarget::lastScrape));
    }

    private static int goodness(ScrapedTarget scraped) {
        return switch (scraped.health()) {
            case DOWN -> 0;
            case UNKNOWN -> 1;
            case UP -> 2;
        };
    }
}
