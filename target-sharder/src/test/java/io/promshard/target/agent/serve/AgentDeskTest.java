package io.promshard.target.agent.serve;

import static io.promshard.target.publish.Samples.publication;
import static io.promshard.target.publish.Samples.targets;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.target.agent.wire.AgentAnswer;
import io.promshard.target.publish.Encodings;
import io.promshard.target.publish.Version;
import io.promshard.target.publish.sd.Reply;
import io.promshard.target.publish.sd.ServedLists;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentDeskTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ServedLists lists = new ServedLists(new Encodings(), Runnable::run);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Reply>> open = new ArrayList<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void whoHasAnOldOneIsToldAtOnce() throws Exception {
        lists.publish(publication("g", 7, "a", "j", targets("j", 3)));

        AgentAnswer answer =
                AgentAnswer.parse(poll(desk(Duration.ofMinutes(1)), "a", 6).body());

        assertThat(answer.version()).isEqualTo(new Version(1, 7));
        assertThat(answer.lists()).containsOnlyKeys("j");
    }

    @Test
    void whoHasTheNewestWaitsForTheNext() throws Exception {
        AgentDesk desk = desk(Duration.ofMinutes(1));
        lists.publish(publication("g", 7, "a", "j", targets("j", 3)));

        Future<Reply> reply = threads.submit(() -> poll(desk, "a", 7));
        await().until(() -> desk.waiting() == 1);
        lists.publish(publication("g", 8, "a", "j", targets("j", 4)));

        assertThat(AgentAnswer.parse(reply.get().body()).version()).isEqualTo(new Version(1, 8));
        await().until(() -> desk.waiting() == 0);
    }

    @Test
    void newsOfOthersWakesNobody() throws Exception {
        lists.publish(publication("g", 7, "a", "j", targets("j", 3), "b", "j", targets("j", 3)));
        lists.publish(publication("g", 8, "a", "j", targets("j", 3), "b", "j", targets("j", 4)));

        assertThat(poll(desk(Duration.ofMillis(20)), "a", 7).status()).isEqualTo(204);
        assertThat(poll(desk(Duration.ofMillis(20)), "b", 7).status()).isEqualTo(200);
    }

    @Test
    void anInstanceThatIsBehindSaysSoAtOnce() throws Exception {
        lists.publish(publication("g", 7, "a", "j", targets("j", 3)));

        Reply reply = poll(desk(Duration.ofMinutes(1)), "a", 8);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(text(reply)).contains("1.7", "1.8");
    }

    @Test
    void theFirstPublicationIsWaitedForAndElseUnknown() throws Exception {
        lists.configured(Set.of("g"));

        assertThat(poll(desk(Duration.ofMillis(20)), "a", 0).status()).isEqualTo(503);

        AgentDesk desk = desk(Duration.ofMinutes(1));
        Future<Reply> reply = threads.submit(() -> poll(desk, "a", 0));
        await().until(() -> desk.waiting() == 1);
        lists.publish(publication("g", 1, "a", "j", targets("j", 1)));
        assertThat(reply.get().status()).isEqualTo(200);
    }

    @Test
    void aGroupThatIsNotConfiguredIsNotWaitedFor() throws Exception {
        lists.configured(Set.of("other"));

        assertThat(poll(desk(Duration.ofMinutes(1)), "a", 0).status()).isEqualTo(404);
    }

    @Test
    void aCollectorWithoutListsIsNotFoundAfterTheWait() throws Exception {
        lists.publish(publication("g", 7, "a", "j", targets("j", 3)));

        Reply reply = poll(desk(Duration.ofMillis(20)), "b", 0);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(text(reply)).contains("\\\"b\\\"");
    }

    @Test
    void noMoreMayWaitThanAllowedInAllOrForOne() throws Exception {
        lists.publish(publication("g", 7, "a", "j", targets("j", 3), "b", "j", targets("j", 3)));
        AgentDesk desk =
                new AgentDesk(lists, new AgentLimits(Duration.ofMinutes(1), 3, 2), Clock.systemUTC(), System::nanoTime);
        open.add(threads.submit(() -> poll(desk, "a", 7)));
        open.add(threads.submit(() -> poll(desk, "a", 7)));
        await().until(() -> desk.waiting() == 2);

        Reply third = poll(desk, "a", 7);
        assertThat(third.status()).isEqualTo(503);
        assertThat(third.headers()).containsKey("Retry-After");

        open.add(threads.submit(() -> poll(desk, "b", 7)));
        await().until(() -> desk.waiting() == 3);
        assertThat(poll(desk, "c", 7).status()).isEqualTo(503);
    }

    @Test
    void whoLeavesMakesRoom() {
        AgentDesk desk = desk(Duration.ofMinutes(1));
        lists.publish(publication("g", 7, "a", "j", targets("j", 3)));
        Future<Reply> reply = threads.submit(() -> poll(desk, "a", 7));
        await().until(() -> desk.waiting() == 1);

        reply.cancel(true);

        await().until(() -> desk.waiting() == 0);
    }

    @Test
    void remembersWhatAgentsReport() throws Exception {
        AgentDesk desk = desk(Duration.ofMillis(10));
        lists.publish(publication("g", 7, "a", "j", targets("j", 3)));

        desk.poll(new AgentPoll(
                "g", "a", new Version(1, 7), new Version(1, 5), "host-1", "disk full " + "x".repeat(600), ""));
        poll(desk, "nobody", 0);

        List<AgentReport> reports = desk.reports();
        assertThat(reports).hasSize(1);
        assertThat(reports.getFirst().applied()).isEqualTo(new Version(1, 5));
        assertThat(reports.getFirst().error()).startsWith("disk full").hasSize(500);
        assertThat(reports.getFirst().agent()).isEqualTo("host-1");
        assertThat(reports.getFirst().seen()).isEqualTo(NOW);

        lists.configured(Set.of());
        assertThat(desk.reports()).isEmpty();
    }

    private AgentDesk desk(Duration wait) {
        return new AgentDesk(lists, new AgentLimits(wait, 100, 10), Clock.fixed(NOW, ZoneOffset.UTC), System::nanoTime);
    }

    private static Reply poll(AgentDesk desk, String collector, long after) throws InterruptedException {
        return desk.poll(new AgentPoll("g", collector, new Version(1, after), Version.NONE, "me", "", ""));
    }

    private static String text(Reply reply) {
        return new String(reply.body(), UTF_8);
    }
}
