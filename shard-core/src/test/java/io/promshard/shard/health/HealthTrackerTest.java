package io.promshard.shard.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HealthTrackerTest {

    private static final ProbeResult READY = new ProbeResult.Ready();
    private static final ProbeResult UNREADY = new ProbeResult.Unready("answered 503");

    private final HealthTracker tracker = new HealthTracker();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Test
    void trustsAMemberThatNobodyHasReportedOn() {
        assertThat(tracker.suspects("a")).isFalse();
        assertThat(tracker.of("a")).isEqualTo(MemberHealth.WELL);
        assertThat(tracker.all()).isEmpty();
    }

    @Test
    void keepsMembersApart() {
        tracker.unreachable("b", "connection refused");
        tracker.probed("c", READY, false);
        tracker.probed("a", UNREADY, false);

        assertThat(tracker.suspects("b")).isTrue();
        assertThat(tracker.of("b").reason()).isEqualTo("connection refused");
        assertThat(tracker.suspects("a")).isFalse();
        assertThat(tracker.all().keySet()).containsExactly("a", "b", "c");
    }

    @Test
    void givesACopyOfAll() {
        tracker.all().put("a", MemberHealth.WELL);

        assertThat(tracker.all()).isEmpty();
    }

    @Nested
    class Listeners {

        @Test
        void areToldOfTurnsOnly() {
            listen();

            tracker.probed("a", READY, false);
            tracker.probed("a", UNREADY, false);
            tracker.probed("a", UNREADY, false);
            tracker.unreachable("a", "reset");
            tracker.probed("a", READY, false);
            tracker.probed("a", READY, false);
            tracker.probed("a", READY, false);
            tracker.probed("a", READY, false);

            assertThat(told).containsExactly("a suspect: answered 503", "a well");
        }

        @Test
        void areToldAtOnceOfADoubtedMember() {
            listen();

            tracker.probed("a", UNREADY, true);

            assertThat(told).containsExactly("a suspect: answered 503");
        }

        @Test
        void findTheFactStanding() {
            List<Boolean> seen = new ArrayList<>();
            tracker.subscribe((member, health) -> seen.add(tracker.suspects(member)));

            tracker.unreachable("a", "reset");

            assertThat(seen).containsExactly(true);
        }

        @Test
        void areAllToldThoughOneFails() {
            tracker.subscribe((member, health) -> {
                throw new IllegalStateException("a defect");
            });
            listen();

            tracker.unreachable("a", "reset");

            assertThat(told).containsExactly("a suspect: reset");
        }
    }

    @Nested
    class Retain {

        @Test
        void forgetsTheOthers() {
            tracker.unreachable("a", "reset");
            tracker.unreachable("b", "reset");

            tracker.retain(Set.of("b", "c"));

            assertThat(tracker.all().keySet()).containsExactly("b");
            assertThat(tracker.suspects("a")).isFalse();
        }

        @Test
        void tellsOfSuspectsThatAreWellAgain() {
            tracker.probed("well", READY, false);
            tracker.unreachable("suspect", "reset");
            tracker.unreachable("kept", "reset");
            listen();

            tracker.retain(Set.of("kept"));

            assertThat(told).containsExactly("suspect well");
        }
    }

    @Nested
    class ManyThreads {

        private static final int THREADS = 4;
        private static final int REPORTS = 20_000;

        @Test
        void loseNoReport() throws Exception {
            atOnce(() -> tracker.unreachable("a", "reset"));

            assertThat(tracker.of("a").failures()).isEqualTo(THREADS * REPORTS);
        }

        @Test
        void areToldOfEachTurnOnce() throws Exception {
            listen();

            atOnce(() -> {
                tracker.unreachable("a", "reset");
                tracker.probed("a", READY, false);
                tracker.probed("a", READY, false);
                tracker.probed("a", READY, false);
            });

            long suspected = told.stream()
                    .filter(turn -> turn.equals("a suspect: reset"))
                    .count();
            long trusted = told.stream().filter(turn -> turn.equals("a well")).count();
            assertThat(trusted).isPositive();
            assertThat(suspected - trusted).isEqualTo(tracker.suspects("a") ? 1 : 0);
        }

        private static void atOnce(Runnable report) throws ExecutionException, InterruptedException {
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                List<Future<?>> running = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    running.add(threads.submit(() -> {
                        for (int i = 0; i < REPORTS; i++) {
                            report.run();
                        }
                    }));
                }
                for (Future<?> thread : running) {
                    thread.get();
                }
            }
        }
    }

    private void listen() {
        tracker.subscribe(
                (member, health) -> told.add(member + (health.suspect() ? " suspect: " + health.reason() : " well")));
    }
}
