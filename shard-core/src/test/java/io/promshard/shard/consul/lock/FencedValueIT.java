package io.promshard.shard.consul.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.consul.Consistency;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulException;
import io.promshard.shard.consul.ConsulSettings;
import io.promshard.shard.consul.lock.LockState.Held;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RealServers(ServerKind.CONSUL)
class FencedValueIT {

    private static final String LOCK = "test/leader";

    private final Surroundings surroundings = Surroundings.of(Clock.systemUTC(), new SecureRandom());
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private ConsulServer consul;
    private ConsulApi api;
    private FencedValue value;
    private Held held;

    @BeforeEach
    void hold(Servers servers) {
        consul = servers.consul();
        api = new ConsulApi(
                new ConsulSettings(consul.url(), () -> "", "", Consistency.STALE, Duration.ofSeconds(10), null));
        ConsulLock lock = new ConsulLock(
                api,
                new LockSettings(LOCK, "test-candidate", "a", "http://a", LockTiming.STANDARD),
                state -> {},
                surroundings,
                System::nanoTime);
        open.addAll(List.of(api, lock));
        lock.start();
        await().atMost(Duration.ofSeconds(15)).until(() -> lock.state() instanceof Held);
        held = (Held) lock.state();
        value = new FencedValue(api, "test/value", LOCK, surroundings.random());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FencedValue.CHUNK, FencedValue.CHUNK + 1, 12 * 1024 * 1024 + 7})
    void givesBackWhatWasWritten(int length) throws Exception {
        byte[] content = new byte[length];
        new Random(7).nextBytes(content);
        assertThat(value.read()).isEmpty();

        long begin = System.nanoTime();
        assertThat(value.write(content, held)).isTrue();
        long written = System.nanoTime();

        assertThat(value.read()).hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
        System.out.printf(
                ">>> a value of %d bytes: written in %d ms, read in %d ms%n",
                length, (written - begin) / 1_000_000, (System.nanoTime() - written) / 1_000_000);
    }

    @Test
    void isNotWrittenByAFormerHolder() throws Exception {
        value.write(bytes(1, 10), held);
        consul.put("/v1/session/destroy/" + held.session(), "");

        assertThat(value.write(bytes(2, 10), held)).isFalse();

        assertThat(value.read()).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes(1, 10)));
    }

    @Test
    void isNeverReadHalfWritten() throws Exception {
        value.write(bytes(0, 3 * FencedValue.CHUNK), held);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> reads = CompletableFuture.supplyAsync(() -> readUntil(done));

        for (int i = 1; i <= 30; i++) {
            assertThat(value.write(bytes(i, (1 + i % 3) * FencedValue.CHUNK), held))
                    .isTrue();
        }
        done.set(true);

        assertThat(reads.get()).isGreaterThan(5);
    }

    @Test
    void keepsTheChunksOfTwoWritingsOnly() throws Exception {
        for (int i = 0; i < 5; i++) {
            value.write(bytes(i, 10), held);
        }

        assertThat(consul.get("/v1/kv/test/value/chunk/?keys&separator=/").split(","))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "{\"version\": 2}", "{\"version\": 1}", "null"})
    void ignoresWhatIsNoneAndReplacesIt(String manifest) throws Exception {
        consul.put("/v1/kv/test/value/manifest", manifest);

        assertThat(value.read()).isEmpty();
        assertThat(value.write(bytes(1, 10), held)).isTrue();

        assertThat(value.read()).isPresent();
    }

    @Test
    void ignoresAValueWhoseChunksAreGone() throws Exception {
        value.write(bytes(1, 10), held);
        consul.put("/v1/txn", "[{\"KV\": {\"Verb\": \"delete-tree\", \"Key\": \"test/value/chunk/\"}}]");

        assertThat(value.read()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatThrownBy(() -> value.write(new byte[65 * 1024 * 1024], held))
                .isInstanceOf(ConsulException.Refused.class)
                .hasMessageContaining("68157440 bytes");
    }

    @Test
    void tellsAWatcherOfEachWritingWithinASecond() throws Exception {
        List<Byte> heard = new CopyOnWriteArrayList<>();
        FencedValueWatch watch = new FencedValueWatch(api, "test", value, bytes -> heard.add(bytes[0]), surroundings);
        open.add(watch);
        watch.start();

        for (byte i = 1; i <= 3; i++) {
            byte expected = i;
            value.write(bytes(i, 10), held);
            await().atMost(Duration.ofSeconds(1)).until(() -> !heard.isEmpty() && heard.getLast() == expected);
        }
    }

    private int readUntil(AtomicBoolean done) {
        int reads = 0;
        while (!done.get()) {
            byte[] read = read();
            assertThat(read).containsOnly(read[0]);
            reads++;
        }
        return reads;
    }

    private byte[] read() {
        try {
            return value.read().orElseThrow();
        } catch (ConsulException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(int fill, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) fill);
        return bytes;
    }
}
