package io.promshard.query.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AdmissionTest {

    @Test
    void lateComersAreRefusedAfterTheirWait() {
        Admission admission = new Admission(1, Duration.ofMillis(50));
        admission.enter();

        assertThatThrownBy(admission::enter)
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.OVERLOADED))
                .hasMessage("too many queries: 1 are at work, and none ended within 50 ms");
        assertThat(admission.atWork()).isEqualTo(1);
        assertThat(admission.waiting()).isZero();
    }

    @Test
    void whoWaitsGetsTheTurnThatIsGivenBack() throws Exception {
        Admission admission = new Admission(2, Duration.ofSeconds(20));
        Admission.Turn first = admission.enter();
        admission.enter();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Admission.Turn> waiting = threads.submit(admission::enter);
            await().until(() -> admission.waiting() == 1);

            first.close();

            waiting.get().close();
            assertThat(admission.atWork()).isEqualTo(1);
        }
    }

    @Test
    void aClientThatLeavesLeavesItsPlaceInTheQueue() {
        Admission admission = new Admission(1, Duration.ofSeconds(20));
        admission.enter();
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        Thread client = Thread.ofVirtual().start(() -> {
            try {
                admission.enter();
            } catch (QueryException e) {
                refused.complete(e);
            }
        });
        await().until(() -> admission.waiting() == 1);

        client.interrupt();

        assertThat(refused.join()).hasMessage("the client went away");
        assertThat(admission.waiting()).isZero();
    }
}
