package io.promshard.query.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.promshard.query.error.ErrorType;
import io.promshard.query.error.QueryException;
import io.promshard.query.exec.Reply;
import io.promshard.query.merge.MergedAnswer;
import io.promshard.query.wire.Annotations;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CoalescingTest {

    private static final int CLIENTS = 40;
    private static final Reply ANSWER =
            new Reply.Merged(new MergedAnswer(sink -> sink.write('1'), Annotations.NONE), List.of());

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Coalescing coalescing = new Coalescing(true, threads);
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Reply answer() {
        asked.incrementAndGet();
        try {
            held.await();
            return ANSWER;
        } catch (InterruptedException e) {
            interrupted.set(true);
            throw new QueryException(ErrorType.CANCELED, "nobody waits");
        }
    }

    private Reply fail() {
        answer();
        throw new QueryException(ErrorType.TIMEOUT, "too slow");
    }

    private List<Future<Reply>> clients() {
        List<Future<Reply>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> threads.submit(() -> coalescing.ask("key", this::answer)))
                .toList();
        await().until(() -> coalescing.joined() == CLIENTS - 1);
        return clients;
    }

    @Test
    void equalQuestionsAtOneTimeAreAskedOnce() throws Exception {
        List<Future<Reply>> clients = clients();

        held.countDown();

        for (Future<Reply> client : clients) {
            assertThat(client.get()).isSameAs(ANSWER);
        }
        assertThat(asked).hasValue(1);
        assertThat(coalescing.underWay()).isZero();
    }

    @Test
    void otherQuestionsAndLaterOnesAreAskedAnew() {
        held.countDown();

        coalescing.ask("key", this::answer);
        coalescing.ask("key", this::answer);
        coalescing.ask("other", this::answer);

        assertThat(asked).hasValue(3);
        assertThat(coalescing.joined()).isZero();
    }

    @Test
    void whereItIsOffEachAsksForItself() {
        held.countDown();
        Coalescing off = new Coalescing(false, threads);

        assertThat(off.ask("key", this::answer)).isSameAs(ANSWER);
        assertThat(off.underWay()).isZero();
    }

    @Test
    void allWhoWaitGetTheFailureAndTheNextAsksAnew() {
        List<Future<Reply>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> threads.submit(() -> coalescing.ask("key", this::fail)))
                .toList();
        await().until(() -> coalescing.joined() == CLIENTS - 1);

        held.countDown();

        for (Future<Reply> client : clients) {
            assertThatThrownBy(client::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(QueryException.class)
                    .hasMessage("too slow");
        }
        assertThat(coalescing.underWay()).isZero();
        assertThat(coalescing.ask("key", this::answer)).isSameAs(ANSWER);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoGoesTakesNothingFromWhoStays() throws Exception {
        List<Future<Reply>> clients = clients();

        clients.subList(1, CLIENTS).forEach(client -> client.cancel(true));
        held.countDown();

        assertThat(clients.getFirst().get()).isSameAs(ANSWER);
        assertThat(interrupted).isFalse();
    }

    @Test
    void theFirstMayGoAndTheQuestionGoesOn() throws Exception {
        Future<Reply> first = threads.submit(() -> coalescing.ask("key", this::answer));
        await().until(() -> asked.get() == 1);
        Future<Reply> second = threads.submit(() -> coalescing.ask("key", this::answer));
        await().until(() -> coalescing.joined() == 1);

        first.cancel(true);
        held.countDown();

        assertThat(second.get()).isSameAs(ANSWER);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whenAllGoTheQuestionEnds() {
        List<Future<Reply>> clients = clients();

        clients.forEach(client -> client.cancel(true));

        await().until(interrupted::get);
        await().until(() -> coalescing.underWay() == 0);
        held.countDown();
        assertThat(coalescing.ask("key", this::answer)).isSameAs(ANSWER);
        assertThat(asked).hasValue(2);
    }
}
