package io.promshard.query.client.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.ShardAnswer;
import io.promshard.query.client.ShardCalls;
import io.promshard.query.client.ShardClient;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.client.guard.HedgedReplicas.Hedging;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HedgedReplicasTest extends ReplicasContract {

    private static final Hedging ALWAYS = new Hedging(1, Duration.ofMillis(1));
    private static final Hedging NEVER = new Hedging(0, Duration.ofMillis(1));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Noted noted = new Noted();
    private final Servers servers = new Servers();

    @Override
    ShardCalls over(ShardClient of, Predicate<Replica> well) {
        return calls(of, well, NEVER);
    }

    private HedgedReplicas calls(ShardClient of, Predicate<Replica> well, Hedging hedging) {
        return new HedgedReplicas(of, well, hedging, noted, threads, System::nanoTime);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Notes what it is told. */
    private static final class Noted implements HedgeListener {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void hedged(Shard shard, boolean won) {
            told.add(won ? "won" : "lost");
        }

        @Override
        public void failedOver(Shard shard) {
            told.add("failed over");
        }
    }

    /** Answers at once, but for replicas that are silent: those wait to be interrupted. */
    private static final class Servers implements ShardClient {
        private final Set<Replica> silent = ConcurrentHashMap.newKeySet();
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public ShardAnswer call(Replica replica, ApiCall call, Deadline deadline) throws ShardFailure {
            asked.add(replica.name());
            if (silent.contains(replica)) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw new ShardFailure.Cancelled("interrupted");
                }
            }
            return new Text(new ByteArrayInputStream(replica.name().getBytes(UTF_8)));
        }
    }

    private record Text(InputStream body) implements ShardAnswer {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public void close() {}
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30), System::nanoTime);
    }

    private void usual(ShardCalls calls) throws ShardFailure {
        for (int i = 0; i < 40; i++) {
            calls.call(shard, CALL, soon());
        }
        servers.asked.clear();
    }

    @Test
    void asksASecondReplicaWhenTheFirstTakesLongerThanUsual() throws Exception {
        ShardCalls calls = calls(servers, replica -> true, ALWAYS);
        usual(calls);
        servers.silent.add(one);

        assertThat(calls.call(shard, CALL, soon()).replica()).isEqualTo(two);
        assertThat(servers.asked).containsExactly("one", "two");
        assertThat(noted.told).contains("won");
        servers.interrupted.await();
    }

    @Test
    void doesNotHedgeBeforeItKnowsWhatIsUsual() throws Exception {
        ShardCalls calls = calls(servers, replica -> true, ALWAYS);
        servers.silent.add(one);

        Future<?> call = threads.submit(() -> calls.call(shard, CALL, soon()));
        await().until(() -> servers.asked.contains("one"));
        call.cancel(true);
        servers.interrupted.await();

        assertThat(servers.asked).containsExactly("one");
    }

    @Test
    void asksTheNextReplicaWhenTheOneThatIsSilentFailsItsProbes() throws Exception {
        ShardCalls calls = calls(servers, replica -> !suspects.contains(replica), NEVER);
        servers.silent.add(one);
        Future<ShardCalls.Answered> call = threads.submit(() -> calls.call(shard, CALL, soon()));
        await().until(() -> servers.asked.contains("one"));

        suspects.add(one);

        assertThat(call.get().replica()).isEqualTo(two);
        assertThat(noted.told).containsExactly("failed over");
        servers.interrupted.await();
    }

    @Test
    void anInterruptEndsAllCalls() throws Exception {
        ShardCalls calls = calls(servers, replica -> true, ALWAYS);
        usual(calls);
        servers.silent.addAll(List.of(one, two));
        Thread caller = Thread.ofVirtual()
                .start(() -> assertThatExceptionOfType(ShardFailure.Cancelled.class)
                        .isThrownBy(() -> calls.call(shard, CALL, soon())));
        await().until(() -> servers.asked.size() == 2);

        caller.interrupt();

        caller.join();
        servers.interrupted.await();
    }

    @Test
    void theBudgetIsAShareOfCalls() {
        HedgeBudget budget = new HedgeBudget(0.05);
        for (int i = 0; i < 21; i++) {
            budget.earn();
        }

        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isFalse();
    }

    @Test
    void theBudgetDoesNotGrowForEver() {
        HedgeBudget budget = new HedgeBudget(1);
        for (int i = 0; i < 1000; i++) {
            budget.earn();
        }
        int spent = 0;
        while (budget.spend()) {
            spent++;
        }

        assertThat(spent).isEqualTo(10);
    }

    @Test
    void whatIsUsualIsTheTimeOf95Of100Calls() {
        HeadTimes times = new HeadTimes();
        for (int i = 1; i <= 40; i++) {
            assertThat(times.p95("a")).isEmpty();
            times.add("a", i);
        }

        assertThat(times.p95("a")).hasValue(39);
        assertThat(times.p95("b")).isEmpty();
    }
}
