package io.promshard.query.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.query.random.Tally.Outcome;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is asked of shards through the router has the answer of one server that holds all their series, but for what that
 * server's twins, which hold them in another order, do not agree on either.
 *
 * <p>{@code -Drandom.queries=20000 -Drandom.seed=7} asks more, and others. A query is made of the seed and its number alone, so that
 * {@code -Drandom.from=1234 -Drandom.queries=1} asks one of them again. {@code -Drandom.notes=9} shows some whose warnings differ.
 */
@Timeout(3600)
@RealServers(ServerKind.PROMETHEUS)
class RandomQueriesIT {

    private static final long QUERIES = Long.getLong("random.queries", 1500);
    private static final long SEED = Long.getLong("random.seed", 1);
    private static final long FROM = Long.getLong("random.from", 0);
    private static final List<Layout> LAYOUTS = List.of(Layout.values());
    private static final int AT_ONCE = 3;
    private static final int SHRUNK = 10;
    private static final int SHOWN = Integer.getInteger("random.notes", 0);

    @ParameterizedTest
    @EnumSource
    void haveTheAnswersOfOneServer(Layout layout) throws Exception {
        Tally tally = new Tally();
        try (Fleet fleet = Fleet.of(layout)) {
            Trial trial = new Trial(fleet);
            long first = FROM + LAYOUTS.indexOf(layout) * QUERIES / LAYOUTS.size();
            long count = Math.ceilDiv(QUERIES, LAYOUTS.size());
            ask(first, first + count, trial, tally);
            List<String> small = tally.different().stream()
                    .limit(SHRUNK)
                    .map(request -> shrunk(request, trial))
                    .toList();

            System.out.printf(">>> random queries: %s, seed %d from %d: %s%n", layout, SEED, first, tally);
            small.forEach(System.out::println);
            tally.otherNotes().stream().limit(SHOWN).forEach(System.out::println);
            assertThat(small).isEmpty();
            assertThat(tally.count(Outcome.ANSWERED)).isGreaterThanOrEqualTo((int) count / 3);
            assertThat(tally.count(Outcome.OPEN)).isLessThanOrEqualTo((int) count / 20 + 1);
        }
    }

    private static void ask(long from, long to, Trial trial, Tally tally) throws Exception {
        AtomicLong next = new AtomicLong(from);
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var done = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> threads.submit(() -> {
                        for (long number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                            Request request = Request.of(SEED, number);
                            tally.add(request, trial.of(request));
                        }
                    }))
                    .toList();
            for (var each : done) {
                each.get();
            }
        }
    }

    private static String shrunk(Request request, Trial trial) {
        Request small = new Shrinker(one -> trial.of(one).outcome() == Outcome.DIFFERENT).shrink(request);
        return small + "\n    of " + request.query() + "\n    "
                + trial.of(small).differences();
    }
}
