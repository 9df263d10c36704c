package io.promshard.query.random;

import io.promshard.query.random.Trial.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What became of queries. Thread-safe. */
final class Tally {

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final List<Request> different = new ArrayList<>();
    private final List<String> otherNotes = new ArrayList<>();

    /** Of a query. */
    enum Outcome {
        ANSWERED,
        EMPTY,
        FAILED_ALIKE,
        REFUSED,
        OPEN,
        DIFFERENT
    }

    synchronized void add(Request request, Verdict verdict) {
        counts.merge(verdict.outcome(), 1, Integer::sum);
        if (verdict.outcome() == Outcome.DIFFERENT) {
            different.add(request);
        }
        if (!verdict.otherNotes().isEmpty()) {
            otherNotes.add(request + "\n    " + verdict.otherNotes());
        }
    }

    static Outcome of(JsonNode answer) {
        if (answer.has("error")) {
            return Outcome.FAILED_ALIKE;
        }
        return answer.path("data").path("result").isEmpty() ? Outcome.EMPTY : Outcome.ANSWERED;
    }

    synchronized int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** Those that nothing excuses. */
    synchronized List<Request> different() {
        return List.copyOf(different);
    }

    /** Queries whose warnings and infos are other ones, with both. */
    synchronized List<String> otherNotes() {
        return List.copyOf(otherNotes);
    }

    @Override
    public synchronized String toString() {
        return "%d answered, %d with nothing, %d failed alike, %d refused here, %d left open by Prometheus itself, %d differ; %d with other notes"
                .formatted(
                        count(Outcome.ANSWERED),
                        count(Outcome.EMPTY),
                        count(Outcome.FAILED_ALIKE),
                        count(Outcome.REFUSED),
                        count(Outcome.OPEN),
                        count(Outcome.DIFFERENT),
                        otherNotes.size());
    }
}
