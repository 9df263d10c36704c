package io.promshard.query.random;

import io.promshard.query.random.Tally.Outcome;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks the router and the truth the same, and judges. Thread-safe. */
final class Trial {

    private final Fleet fleet;
    private final Api router;

    Trial(Fleet fleet) {
        this.fleet = fleet;
        this.router = fleet.router();
    }

    /**
     * What came of it.
     *
     * @param otherNotes what warnings and infos differ in, where the rest is the same
     * @param differences that nothing excuses
     */
    record Verdict(Outcome outcome, String otherNotes, List<Difference> differences) {
        Verdict {
            differences = List.copyOf(differences);
        }
    }

    Verdict of(Request request) {
        JsonNode want = fleet.truth().ask(request);
        JsonNode have = router.ask(request);
        boolean ordered = isOrdered(request.query(), want);
        List<Difference> differences = Answers.differences(want, have, ordered);
        if (differences.isEmpty()) {
            return new Verdict(Tally.of(want), Answers.otherNotes(want, have), List.of());
        }
        if (have.path("error").asString("").startsWith("not supported over several shards")) {
            return new Verdict(Outcome.REFUSED, "", List.of());
        }
        List<Difference> open = fleet.twins().stream()
                .flatMap(twin -> Answers.differences(want, twin.ask(request), ordered).stream())
                .toList();
        return differences.stream().allMatch(difference -> difference.isOpenBy(open))
                ? new Verdict(Outcome.OPEN, "", List.of())
                : new Verdict(Outcome.DIFFERENT, "", differences);
    }

    /** Of series that lack a label by which they are sorted, Prometheus' comparison says both that they come first and last. */
    private static boolean isOrdered(String query, JsonNode answer) {
        if (query.startsWith("sort_by_label")) {
            return answer.at("/data/result")
                    .valueStream()
                    .map(series -> series.path("metric"))
                    .allMatch(labels -> labels.has("job") && labels.has("zone"));
        }
        return query.matches("^(sort|topk|bottomk)[^ ]*\\(.*");
    }
}
