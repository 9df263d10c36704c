package io.promshard.query.random;

import io.promshard.query.promql.parser.ParseException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the router while shards are in trouble, and judges what it says. Thread-safe. */
final class Witness {

    /** That the router gives a query. */
    static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** For what comes on top of it on a machine with much to do. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private static final Set<String> OF_SHARDS = Set.of("unavailable", "timeout", "canceled");

    private final JsonMapper json = new JsonMapper();
    private final Fleet fleet;
    private final Api router;

    Witness(Fleet fleet) {
        this.fleet = fleet;
        this.router = fleet.router();
    }

    /**
     * What an answer was.
     *
     * @param text empty unless it is bad
     */
    record Account(Kind kind, Duration took, String text) {

        /** The last three must not be. */
        enum Kind {
            RIGHT,
            PARTIAL,
            ERROR,
            BROKEN_OFF,
            NOT_CHECKED,
            WRONG,
            WRONG_ERROR,
            LATE
        }

        boolean isBad() {
            return kind.compareTo(Kind.WRONG) >= 0;
        }

        static String summary(List<Account> accounts) {
            Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
            accounts.forEach(account -> counts.merge(account.kind, 1, Integer::sum));
            Duration longest = accounts.stream()
                    .map(Account::took)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            return counts + ", the longest took " + longest.toMillis() + " ms";
        }

        @Override
        public String toString() {
            return kind + " after " + took.toMillis() + " ms: " + text;
        }
    }

    boolean isWell(String query) {
        return of(Request.instant(query, AwkwardData.END)).kind() == Account.Kind.RIGHT;
    }

    Account of(Request request) {
        long start = System.nanoTime();
        try {
            HttpResponse<String> answer =
                    router.send(request, TIMEOUT.plus(SLACK).plus(SLACK));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return took.compareTo(TIMEOUT.plus(SLACK)) > 0
                    ? new Account(Account.Kind.LATE, took, request.toString())
                    : judged(request, answer, took);
        } catch (HttpTimeoutException e) {
            return new Account(Account.Kind.LATE, Duration.ofNanos(System.nanoTime() - start), request.toString());
        } catch (IOException | JacksonException e) {
            return new Account(Account.Kind.BROKEN_OFF, Duration.ofNanos(System.nanoTime() - start), "");
        }
    }

    private Account judged(Request request, HttpResponse<String> response, Duration took) {
        JsonNode answer = json.readTree(response.body());
        List<String> missing = response.headers().firstValue("X-Partial-Response").stream()
                .flatMap(names -> Arrays.stream(names.split(", *", -1)))
                .toList();
        if (answer.has("error")) {
            return error(request, answer, took);
        }
        return missing.isEmpty()
                ? answer(Account.Kind.RIGHT, request, request.query(), answer, took)
                : partial(request, missing, answer, took);
    }

    private Account error(Request request, JsonNode answer, Duration took) {
        boolean excused = OF_SHARDS.contains(answer.path("errorType").asString(""))
                || answer.path("error").asString("").startsWith("not supported over several shards");
        return excused
                ? new Account(Account.Kind.ERROR, took, "")
                : answer(Account.Kind.RIGHT, request, request.query(), answer, took);
    }

    private Account partial(Request request, List<String> missing, JsonNode answer, Duration took) {
        String warnings = answer.path("warnings").toString();
        if (!missing.stream().allMatch(shard -> warnings.contains("shard \\\"" + shard + "\\\" failed: "))) {
            return new Account(Account.Kind.WRONG, took, request + " has no warning of " + missing + ": " + warnings);
        }
        // Its second selector is not always written.
        if (request.query().contains("info(")) {
            return new Account(Account.Kind.NOT_CHECKED, took, "");
        }
        try {
            return subsets(missing)
                    .map(some ->
                            answer(Account.Kind.PARTIAL, request, Missing.from(request.query(), some), answer, took))
                    .reduce((one, other) -> one.isBad() ? other : one)
                    .orElseThrow();
        } catch (ParseException e) {
            return new Account(Account.Kind.WRONG, took, request + " is answered");
        }
    }

    /** All of them last: of a shard that is missed in a part, what there is of it may be whole. */
    private static Stream<List<String>> subsets(List<String> shards) {
        return IntStream.rangeClosed(0, (1 << shards.size()) - 1)
                .mapToObj(bits -> IntStream.range(0, shards.size())
                        .filter(i -> (bits >> i & 1) == 1)
                        .mapToObj(shards::get)
                        .toList());
    }

    private Account answer(Account.Kind kind, Request request, String meant, JsonNode answer, Duration took) {
        Request asked = request.with(meant);
        JsonNode want = fleet.truth().ask(asked);
        List<Difference> differences = Answers.differences(want, answer, false);
        List<Difference> open = new ArrayList<>();
        if (!differences.isEmpty()) {
            fleet.twins().forEach(twin -> open.addAll(Answers.differences(want, twin.ask(asked), false)));
        }
        return differences.stream().allMatch(difference -> difference.isOpenBy(open))
                ? new Account(kind, took, "")
                : new Account(
                        answer.has("error") ? Account.Kind.WRONG_ERROR : Account.Kind.WRONG,
                        took,
                        request + " meant as " + meant + ": " + differences);
    }
}
