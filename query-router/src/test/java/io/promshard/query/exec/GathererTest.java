package io.promshard.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.promshard.query.client.ApiCall;
import io.promshard.query.client.Deadline;
import io.promshard.query.client.FakeShardClient;
import io.promshard.query.client.ShardFailure;
import io.promshard.query.client.guard.FirstAnsweringReplica;
import io.promshard.query.error.QueryException;
import io.promshard.query.request.Partial;
import io.promshard.query.topology.FeatureLabel;
import io.promshard.query.topology.Replica;
import io.promshard.query.topology.Shard;
import io.promshard.query.wire.AnswerScanner;
import io.promshard.query.wire.Slice;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GathererTest {

    private static final ApiCall CALL = new ApiCall("/api/v1/query", List.of(), true);

    private final Replica one = new Replica("one", URI.create("http://one:9090"));
    private final Replica two = new Replica("two", URI.create("http://two:9090"));
    private final FakeShardClient client =
            new FakeShardClient().answers(one, 200, success("1")).answers(two, 200, success("2"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Gatherer gatherer = new Gatherer(new FirstAnsweringReplica(client, replica -> true), threads);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static String success(String data) {
        return "{\"status\":\"success\",\"data\":" + data + "}";
    }

    private Gathered<Slice> gather(Partial partial, List<Replica> having, List<Replica> lesser) {
        Ask ask = new Ask(new Shard("a", new FeatureLabel.External("a"), having), lesser, CALL, Optional.empty());
        Allowance allowance = new Allowance(Deadline.after(Duration.ofSeconds(30), System::nanoTime), 1 << 20);
        return gatherer.gather(List.of(ask), (asked, answer) -> AnswerScanner.raw(answer), allowance, partial);
    }

    private static String data(Gathered<Slice> gathered) {
        return gathered.parts().getFirst().data().toString();
    }

    @Test
    void thoseThatLackSamplesAreNotAskedFirst() {
        Gathered<Slice> gathered = gather(Partial.ALLOWED, List.of(two), List.of(one));

        assertThat(data(gathered)).isEqualTo("2");
        assertThat(gathered.missing()).isEmpty();
        assertThat(client.asked()).containsExactly("two");
    }

    @Test
    void theirAnswerIsPartial() {
        client.fails(two, new ShardFailure.Unreachable("refused"));

        Gathered<Slice> gathered = gather(Partial.ALLOWED, List.of(two), List.of(one));

        assertThat(data(gathered)).isEqualTo("1");
        assertThat(gathered.missing()).containsExactly("a");
        assertThat(gathered.warnings().warnings())
                .containsExactly("shard \"a\" failed: refused; its other servers lack samples (partial result)");
    }

    @Test
    void theirAnswerIsNoneWherePartialOnesAreDenied() {
        client.fails(two, new ShardFailure.Unreachable("refused"));

        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> gather(Partial.DENIED, List.of(two), List.of(one)))
                .withMessage("shard \"a\" failed: refused");
    }

    @Test
    void samplesThatNobodyHasAreMissed() {
        Gathered<Slice> gathered = gather(Partial.ALLOWED, List.of(), List.of(one, two));

        assertThat(data(gathered)).isEqualTo("1");
        assertThat(gathered.warnings().warnings())
                .containsExactly("shard \"a\" failed: no server of it has all samples of that time;"
                        + " its other servers lack samples (partial result)");
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> gather(Partial.DENIED, List.of(), List.of(one, two)))
                .withMessage("shard \"a\" failed: no server of it has all samples of that time");
    }

    @Test
    void theNextReplicaIsAskedWhenABodyBreaksOff() {
        client.breaks(one, 200, new ShardFailure.Broken("broke off"));

        Gathered<Slice> gathered = gather(Partial.DENIED, List.of(one, two), List.of());

        assertThat(data(gathered)).isEqualTo("2");
        assertThat(gathered.missing()).isEmpty();
    }

    @Test
    void theNextReplicaIsAskedWhenAnAnswerIsMalformed() {
        client.answers(one, 200, "{\"status\":\"succ");

        assertThat(data(gather(Partial.DENIED, List.of(one, two), List.of()))).isEqualTo("2");
    }

    @Test
    void aQueryThatTookTooLongIsNotAskedAgain() {
        String error = "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out\"}";
        client.answers(one, 503, error);

        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> gather(Partial.ALLOWED, List.of(one, two), List.of()));
        assertThat(client.asked()).containsExactly("one");
    }

    @Test
    void anAnswerThatIsTooLargeIsNotAskedForAgain() {
        client.breaks(one, 200, new ShardFailure.TooLarge("too large"));

        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> gather(Partial.ALLOWED, List.of(one, two), List.of()));
        assertThat(client.asked()).containsExactly("one");
    }
}
