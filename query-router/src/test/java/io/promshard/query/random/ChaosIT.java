package io.promshard.query.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.query.random.Witness.Account;
import io.promshard.shard.servers.PrometheusServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.convert.DurationStyle;

/**
 * While shards die, stop, slow down and garble, each answer is right, or partial and says so, or an error, and is there in time.
 *
 * <p>{@code -Dchaos=10m -Drandom.seed=7} goes on for longer, and otherwise.
 */
@Timeout(3600)
@RealServers(ServerKind.PROMETHEUS)
class ChaosIT {

    private static final Duration TIME = DurationStyle.detectAndParse(System.getProperty("chaos", "20s"));
    private static final long SEED = Long.getLong("random.seed", 1);
    private static final int AT_ONCE = 3;
    private static final long MOST_GROWTH = 64L << 20;

    private final List<FaultyLink> links = new ArrayList<>();

    /** The first shard has two replicas. */
    private String behindLinks(PrometheusServer server) {
        int count = links.isEmpty() ? 2 : 1;
        List<FaultyLink> own = IntStream.range(0, count)
                .mapToObj(i -> new FaultyLink(server.port()))
                .toList();
        links.addAll(own);
        return String.join(",", own.stream().map(FaultyLink::address).toList());
    }

    @Test
    void noAnswerIsWrongAndNoneIsLate() throws Exception {
        try (Fleet fleet = Fleet.behind(
                Layout.EXTERNAL,
                this::behindLinks,
                "--query-router.query.timeout=" + Witness.TIMEOUT.toMillis() + "ms",
                "--query-router.client.connect-timeout=200ms",
                "--query-router.client.idle-timeout=500ms")) {
            Witness witness = new Witness(fleet);
            Chaos chaos = new Chaos(links, List.copyOf(fleet.shards().values()), new Dice(SEED, 0));
            long before = usedHeap();

            List<Account> accounts = ask(witness, () -> chaos.reign(TIME));

            System.out.println(">>> chaos: " + TIME.toSeconds() + " s, seed " + SEED + ", " + chaos.troubles()
                    + " troubles: " + Account.summary(accounts) + ", heap from " + (before >> 20) + " to "
                    + (usedHeap() >> 20) + " MB");
            assertThat(accounts).filteredOn(Account::isBad).isEmpty();
            assertThat(accounts)
                    .map(Account::kind)
                    .contains(Account.Kind.RIGHT, Account.Kind.PARTIAL, Account.Kind.ERROR);
            assertThat(usedHeap()).isLessThan(before + MOST_GROWTH);
            await().atMost(Duration.ofSeconds(30)).until(() -> witness.isWell("sum(temp offset -10m)"));
        } finally {
            links.forEach(FaultyLink::close);
        }
    }

    private static List<Account> ask(Witness witness, Runnable chaos) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong number = new AtomicLong();
        List<Account> accounts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<List<Account>>> running = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> threads.submit(() -> {
                        List<Account> own = new ArrayList<>();
                        while (!over.get()) {
                            own.add(witness.of(Request.of(SEED, number.getAndIncrement())));
                        }
                        return own;
                    }))
                    .toList();
            try {
                chaos.run();
            } finally {
                over.set(true);
            }
            for (Future<List<Account>> each : running) {
                accounts.addAll(each.get());
            }
        }
        return accounts;
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
