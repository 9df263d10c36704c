package io.promshard.pgw.web;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.upkeep.Purge;
import io.promshard.pgw.upkeep.PurgeReport;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;

/**
 * What became of an order, as JSON:
 *
 * <pre>
 * {"status": "incomplete", "dryRun": false, "matched": 3, "groups": [{"job": "a"}, …], "remembered": true,
 *  "gateways": {"10.0.0.1:9091": {"matched": 2, "deleted": 1, "pushedAgain": 0,
 *                                 "failed": 1, "failures": [{"group": {"job": "a"}, "error": "…"}]},
 *               "10.0.0.2:9091": {"matched": 0, …, "error": "is suspect: …"}}}
 * </pre>
 */
final class PurgeAnswers {

    /** Something is left somewhere, or nobody knows. */
    private static final int INCOMPLETE = 502;

    private static final int MOST_GROUPS = 100;
    private static final int MOST_FAILURES = 20;

    private PurgeAnswers() {}

    static ResponseEntity<Object> of(PurgeReport report, Purge order, int complete) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", report.isComplete() ? "success" : "incomplete");
        body.put("dryRun", order.dryRun());
        body.put("matched", report.matched().size());
        body.put("groups", groups(report));
        body.put("remembered", report.remembered());
        Map<String, Object> gateways = new LinkedHashMap<>();
        new TreeMap<>(report.gateways()).forEach((gateway, part) -> gateways.put(gateway, of(part)));
        body.put("gateways", gateways);
        return ResponseEntity.status(report.isComplete() ? complete : INCOMPLETE)
                .body(body);
    }

    private static List<Map<String, String>> groups(PurgeReport report) {
        return report.matched().stream()
                .sorted(Comparator.comparing(GroupingKey::canonicalBytes))
                .limit(MOST_GROUPS)
                .<Map<String, String>>map(GroupingKey::labels)
                .toList();
    }

    private static Map<String, Object> of(PurgeReport.Part part) {
        Map<String, Object> gateway = new LinkedHashMap<>();
        gateway.put("matched", part.matched());
        gateway.put("deleted", part.deleted());
        gateway.put("pushedAgain", part.pushedAgain());
        gateway.put("failed", part.failures().size());
        if (!part.failures().isEmpty()) {
            gateway.put(
                    "failures",
                    part.failures().stream()
                            .limit(MOST_FAILURES)
                            .map(failure -> Map.of("group", failure.key().labels(), "error", failure.reason()))
                            .toList());
        }
        if (!part.error().isEmpty()) {
            gateway.put("error", part.error());
        }
        return gateway;
    }
}
