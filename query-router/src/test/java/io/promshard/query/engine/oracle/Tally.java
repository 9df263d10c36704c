package io.promshard.query.engine.oracle;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What became of queries. */
final class Tally {

    private final List<String> differences = new ArrayList<>();
    private int answered;
    private int empty;
    private int failed;
    private int refused;

    /** @param difference empty if there is none */
    void add(JsonNode expected, String difference) {
        if (!difference.isEmpty()) {
            differences.add(difference);
        } else if (!expected.path("status").asString().equals("success")) {
            failed++;
        } else if (expected.path("data").path("result").isEmpty()) {
            empty++;
        } else {
            answered++;
        }
    }

    void addRefused() {
        refused++;
    }

    List<String> differences() {
        return differences;
    }

    /** Queries with a result that is not empty. */
    int answered() {
        return answered;
    }

    /** Queries that the engine does not compute. */
    int refused() {
        return refused;
    }

    @Override
    public String toString() {
        return answered + " answered, " + empty + " with nothing, " + failed + " failed alike, " + refused
                + " refused, " + differences.size() + " differ";
    }
}
