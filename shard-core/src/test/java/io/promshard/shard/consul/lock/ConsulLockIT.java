package io.promshard.shard.consul.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.promshard.shard.consul.Acls;
import io.promshard.shard.consul.Consistency;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulSettings;
import io.promshard.shard.consul.lock.LockState.Held;
import io.promshard.shard.consul.lock.LockState.Unknown;
import io.promshard.shard.consul.lock.LockState.Waiting;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.Ports;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.ServerKind;
import io.promshard.shard.servers.Servers;
import io.promshard.shard.servers.Start;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealServers(ServerKind.CONSUL)
class ConsulLockIT {

    private static final String KEY = "test/leader";
    private static final String TOKEN = "5f3c2a52-6a53-4f35-9f5e-1f3f0e0d8a11";

    private final LockRecord record = new LockRecord();
    private final Map<String, ConsulLock> locks = new HashMap<>();
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        assertThat(record.terms()).isSorted();
    }

    @Test
    void oneOfThreeHoldsItAndTheOthersKnowWho(Servers servers) {
        URI consul = servers.consul().url();
        for (String id : List.of("a", "b", "c")) {
            contend(consul, id, "");
        }

        within(15).until(() -> record.holders().size() == 1 && knowTheHolder() == 2);
        assertThat(record.overlaps()).isEmpty();
    }

    @Test
    void anOrderlyEndHandsItOverWithinASecond(Servers servers) {
        URI consul = servers.consul().url();
        contend(consul, "a", "");
        within(15).until(() -> record.holders().equals(List.of("a")));
        contend(consul, "b", "");
        within(15).until(() -> knowTheHolder() == 1);

        long end = System.nanoTime();
        lock("a").close();

        within(1).until(() -> record.holders().equals(List.of("b")));
        say("orderly end", end, "a");
        assertThat(record.overlaps()).isEmpty();
        assertThat(record.terms()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void twoLeadersKilledOneAfterTheOtherAreFollowedWithinTenSeconds(Servers servers) throws Exception {
        URI consul = servers.consul().url();
        Map<String, Contender> contenders = new HashMap<>();
        for (String id : List.of("a", "b", "c")) {
            contenders.put(id, started(Contender.start(consul, id, record.of(id))));
        }
        for (int i = 0; i < 2; i++) {
            within(30).until(() -> record.holders().size() == 1);
            String victim = record.holder().orElseThrow();
            long killed = System.nanoTime();
            Objects.requireNonNull(contenders.get(victim)).signal("KILL");
            within(10).until(() -> record.successorOf(victim, killed).isPresent());
            say("kill -9", killed, victim);
            record.of(victim).changed(new Unknown("killed"));
        }
    }

    @Test
    void aFrozenLeaderIsFollowedWithinTenSecondsAndDoesNotLeadWhenItWakes(Servers servers) throws Exception {
        URI consul = servers.consul().url();
        List<LockState> heard = new CopyOnWriteArrayList<>();
        Contender frozen = started(Contender.start(consul, "a", heard::add));
        within(30).until(() -> frozen.held().isPresent());
        Held deposed = frozen.held().orElseThrow();
        contend(consul, "b", "");

        long stopped = System.nanoTime();
        frozen.signal("STOP");
        within(10).until(() -> record.successorOf("a", stopped).isPresent());
        say("SIGSTOP", stopped, "a");
        FencedValue value = new FencedValue(api(consul, ""), "test/value", KEY, new SecureRandom());

        assertThat(value.write(new byte[] {1}, deposed)).isFalse();
        int before = heard.size();
        frozen.signal("CONT");
        frozen.ask();
        within(15).until(() -> heard.size() >= before + 2);
        assertThat(heard.subList(before, heard.size())).noneMatch(state -> state instanceof Held);
        assertThat(lock("b").state()).isInstanceOf(Held.class);
    }

    @Test
    void nobodyLeadsLongWithoutConsulAndOneDoesSoonAfterItsReturn(Servers servers) {
        ConsulServer consul = servers.consul();
        contend(consul.url(), "a", "");
        contend(consul.url(), "b", "");
        within(15).until(() -> record.holders().size() == 1);

        consul.pause();
        within(4).until(() -> record.holders().isEmpty());
        assertThat(locks.values()).noneMatch(lock -> lock.state() instanceof Held);
        within(15).until(() -> locks.values().stream().allMatch(lock -> lock.state() instanceof Unknown));

        consul.resume();
        within(15).until(() -> record.holders().size() == 1);
        assertThat(record.overlaps()).isEmpty();
    }

    @Test
    void aRestartOfConsulThatKeepsItsStateKeepsTermsGrowing(Servers servers) {
        ConsulServer consul = servers.consul(Start.PLAIN.keepingState());
        contend(consul.url(), "a", "");
        contend(consul.url(), "b", "");
        within(15).until(() -> record.holders().size() == 1);

        consul.kill9();
        within(15).until(() -> record.holders().isEmpty());
        consul.restart();

        within(20).until(() -> record.holders().size() == 1);
        assertThat(record.overlaps()).isEmpty();
    }

    @Test
    void aConsulThatForgotAllGivesAHigherTerm(Servers servers) {
        ConsulServer consul = servers.consul();
        contend(consul.url(), "a", "");
        contend(consul.url(), "b", "");
        within(15).until(() -> record.holders().size() == 1 && knowTheHolder() == 1);
        long before = record.terms().getLast();

        consul.kill9();
        consul.restart();

        within(15).until(() -> record.terms().getLast() > before);
        assertThat(record.overlaps()).isEmpty();
    }

    @Test
    void aLeaderWhoseAgentIsCutOffIsOutBeforeAnotherIsIn(Servers servers) {
        String serf = String.valueOf(Ports.free());
        ConsulServer server = servers.consul(Start.PLAIN.keepingState().with("-serf-lan-port", serf));
        ConsulServer agent = servers.consul(Start.PLAIN
                .keepingState()
                .with("-server=false", "-bootstrap-expect=0", "-retry-join", "127.0.0.1:" + serf));
        contend(agent.url(), "a", "");
        within(15).until(() -> record.holders().equals(List.of("a")));
        contend(server.url(), "b", "");
        within(15).until(() -> knowTheHolder() == 1);

        long stopped = System.nanoTime();
        agent.pause();

        within(30).until(() -> record.holders().equals(List.of("b")));
        say("agent cut off", stopped, "a");
        agent.resume();
        assertThat(record.overlaps()).isEmpty();
    }

    @Test
    void aSessionThatAnOperatorDestroysEndsTheTermBeforeTheNextBegins(Servers servers) {
        ConsulServer consul = servers.consul();
        contend(consul.url(), "a", "");
        within(15).until(() -> record.holders().equals(List.of("a")));
        contend(consul.url(), "b", "");
        within(15).until(() -> knowTheHolder() == 1);
        Held held = (Held) lock("a").state();

        consul.put("/v1/session/destroy/" + held.session(), "");

        within(15).until(() -> record.terms().size() == 2);
        assertThat(record.terms()).doesNotHaveDuplicates();
        assertThat(record.overlaps()).isEmpty();
    }

    @Test
    void saysWhatATokenMayNotDo(Servers servers) {
        ConsulServer consul = servers.consul(Start.PLAIN.with("-hcl", Acls.denyAllBut(TOKEN)));

        contend(consul.url(), "a", "9c8a52a0-0000-4f35-9f5e-1f3f0e0d8a11");

        within(15).until(() -> reason("a").contains("403"));
        assertThat(reason("a")).doesNotContain("9c8a52a0");
    }

    @Test
    void theRightsThatTheDocumentationNamesAreEnough(Servers servers) {
        String token = "9c8a52a0-0000-4f35-9f5e-1f3f0e0d8a11";
        String rights = "service \"test-candidate\" { policy = \"write\" } session_prefix \"\" { policy = \"write\" }"
                + " key_prefix \"test/\" { policy = \"write\" }";
        ConsulServer consul = servers.consul(Start.PLAIN.with("-hcl", Acls.denyAllBut(TOKEN)));
        within(15).ignoreExceptions().until(() -> {
            Acls.newToken(consul, TOKEN, token);
            return true;
        });
        Acls.grant(consul, TOKEN, token, rights);

        contend(consul.url(), "a", token);

        within(15).until(() -> record.holders().equals(List.of("a")));
        FencedValue value = new FencedValue(api(consul.url(), token), "test/value", KEY, new SecureRandom());
        Held held = (Held) lock("a").state();
        assertThatCode(() -> {
                    for (byte i = 0; i < 3; i++) {
                        assertThat(value.write(new byte[] {i}, held)).isTrue();
                        assertThat(value.read()).isPresent();
                    }
                })
                .doesNotThrowAnyException();
        assertThat(consul.get("/v1/kv/test/value/chunk/?keys&separator=/&token=" + TOKEN)
                        .split(","))
                .hasSize(2);
    }

    private int knowTheHolder() {
        String holder = record.holder().orElse("");
        return (int) locks.values().stream()
                .filter(lock -> lock.state() instanceof Waiting waiting
                        && waiting.holder().map(LockHolder::id).orElse("").equals(holder))
                .count();
    }

    private String reason(String id) {
        return lock(id).state() instanceof Unknown unknown ? unknown.reason() : "";
    }

    private ConsulLock lock(String id) {
        return Objects.requireNonNull(locks.get(id));
    }

    private void contend(URI consul, String id, String token) {
        LockSettings settings = new LockSettings(KEY, "test-candidate", id, "http://" + id, LockTiming.STANDARD);
        ConsulLock lock = new ConsulLock(
                api(consul, token),
                settings,
                record.of(id),
                Surroundings.of(Clock.systemUTC(), new SecureRandom()),
                System::nanoTime);
        locks.put(id, started(lock));
        lock.start();
    }

    private ConsulApi api(URI consul, String token) {
        return started(new ConsulApi(
                new ConsulSettings(consul, () -> token, "", Consistency.STALE, Duration.ofSeconds(10), null)));
    }

    private <T extends AutoCloseable> T started(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private void say(String what, long since, String former) {
        long nanos = record.successorOf(former, since).orElseThrow().nanos() - since;
        System.out.printf(">>> %s: the next one leads after %.2f s%n", what, nanos / 1e9);
    }

    private static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(10));
    }
}
