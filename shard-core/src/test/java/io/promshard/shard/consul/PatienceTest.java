package io.promshard.shard.consul;

import static io.promshard.shard.consul.FakeConsul.LEADER;
import static io.promshard.shard.consul.FakeConsul.json;
import static io.promshard.shard.consul.FakeConsul.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.promshard.shard.loop.Surroundings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final List<Duration> slept = new ArrayList<>();
    private FakeConsul consul;
    private ConsulApi api;
    private Patience patience;

    @BeforeEach
    void open() throws IOException {
        consul = FakeConsul.start();
        api = new ConsulApi(consul.settings());
        patience = new Patience(api, new Surroundings(Clock.systemUTC(), new SplittableRandom(3), slept::add));
    }

    @AfterEach
    void close() {
        api.close();
        consul.close();
    }

    @Test
    void leavesAConsulThatHasALeaderItsBackoff() throws InterruptedException {
        fail(12);

        assertThat(totalOfAnother()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(10));
        assertThat(consul.requests(LEADER)).hasSizeGreaterThan(12);
        assertThat(slept).anySatisfy(step -> assertThat(step).isGreaterThan(Duration.ofMillis(399)));
    }

    @Test
    void endsAtOnceWhenTheLeaderIsBack() throws InterruptedException {
        consul.always(LEADER, status(500, "No cluster leader"));
        fail(12);
        consul.then(LEADER, status(500, "No cluster leader"), json(0, "\"127.0.0.1:8300\""));
        slept.clear();

        patience.failed();

        assertThat(slept).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void noticesALeaderThatCameBackBetweenTwoAttempts() throws InterruptedException {
        consul.always(LEADER, json(0, "\"\""));
        fail(12);
        consul.always(LEADER, json(0, "\"127.0.0.1:8300\""));
        slept.clear();

        patience.failed();

        assertThat(slept).isEmpty();
    }

    @Test
    void countsAnewAfterTheLeaderIsBack() throws InterruptedException {
        consul.always(LEADER, json(0, "\"\""));
        fail(12);
        consul.always(LEADER, json(0, "\"127.0.0.1:8300\""));
        patience.failed();

        assertThat(totalOfAnother()).isBetween(Duration.ofMillis(100), Duration.ofMillis(250));
    }

    @Test
    void asksForTheLeaderAboutTwiceASecond() throws InterruptedException {
        consul.always(LEADER, json(0, "\"\""));

        fail(30);

        assertThat(slept).allSatisfy(step -> assertThat(step).isLessThan(Duration.ofMillis(600)));
        assertThat(consul.requests(LEADER)).hasSize(slept.size());
    }

    private void fail(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            patience.failed();
        }
    }

    private Duration totalOfAnother() throws InterruptedException {
        slept.clear();
        patience.failed();
        return slept.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
