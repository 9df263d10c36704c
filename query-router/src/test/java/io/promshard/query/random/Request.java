package io.promshard.query.random;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A query with its times.
 *
 * @param start in milliseconds, as all times here
 * @param step 0 for an instant query, which is at its start
 * @param lookback as {@code lookback_delta}; empty for the server's own
 */
record Request(String query, long start, long end, long step, String lookback) {

    static Request instant(String query, long millis) {
        return new Request(query, millis, millis, 0, "");
    }

    /** The case of that number. */
    static Request of(long seed, long number) {
        Dice dice = new Dice(seed, number);
        String query = Grammar.query(dice);
        String lookback = dice.chance(4) ? dice.pick("20s", "1m", "9m") : "";
        long start = time(dice);
        if (dice.chance(50)) {
            return new Request(query, start, start, 0, lookback);
        }
        long step = dice.pick(333L, 5_000L, 7_500L, 15_000L, 30_000L, 47_001L, 60_000L, 60_000L, 301_000L, 420_000L);
        long end = start + step * dice.pick(0, 1, 2, 5, 10, 20) + dice.pick(0L, 0L, step / 2);
        return dice.below(400) == 0
                ? new Request(query, end + 1, start, step, lookback)
                : new Request(query, start, end, step, lookback);
    }

    /** Mostly within the data, a tenth before or after it. */
    private static long time(Dice dice) {
        long before = dice.chance(6) ? 700_000 : 0;
        long after = dice.chance(6) ? 900_000 : 0;
        long time = dice.between(AwkwardData.START - before, AwkwardData.END + after);
        return switch (dice.below(4)) {
            case 0 -> time / 15_000 * 15_000;
            case 1 -> time / 1000 * 1000;
            case 2 -> time / 15_000 * 15_000 + dice.pick(1, -1);
            default -> time;
        };
    }

    boolean isRange() {
        return step > 0;
    }

    Request with(String other) {
        return new Request(other, start, end, step, lookback);
    }

    String path() {
        return isRange() ? "/api/v1/query_range" : "/api/v1/query";
    }

    Map<String, String> params() {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("query", query);
        if (isRange()) {
            params.put("start", Times.seconds(start));
            params.put("end", Times.seconds(end));
            params.put("step", Times.seconds(step));
        } else {
            params.put("time", Times.seconds(start));
        }
        if (!lookback.isEmpty()) {
            params.put("lookback_delta", lookback);
        }
        return params;
    }

    @Override
    public String toString() {
        return query + "\n    " + path() + " "
                + (isRange()
                        ? params().get("start") + " to " + params().get("end") + " by " + params().get("step")
                        : params().get("time"))
                + (lookback.isEmpty() ? "" : ", lookback " + lookback);
    }
}
