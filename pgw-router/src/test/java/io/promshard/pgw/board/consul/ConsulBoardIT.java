package io.promshard.pgw.board.consul;

import static io.promshard.shard.servers.ServerKind.CONSUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promshard.pgw.board.Board;
import io.promshard.pgw.board.Note;
import io.promshard.pgw.board.Topic;
import io.promshard.shard.consul.Consistency;
import io.promshard.shard.consul.ConsulApi;
import io.promshard.shard.consul.ConsulSettings;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.servers.ConsulServer;
import io.promshard.shard.servers.RealServers;
import io.promshard.shard.servers.Servers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two routers over one board in a real Consul. */
@RealServers(CONSUL)
class ConsulBoardIT {

    private static final Note NOTE = new Note(Topic.DRAINED, "127.0.0.1:9091/pre fix/é");

    private final ConsulServer consul;
    private final ConsulBoard one;
    private final ConsulBoard other;

    ConsulBoardIT(Servers servers) {
        this.consul = servers.consul();
        this.one = board();
        this.other = board();
        one.start();
        other.start();
        await().until(() -> one.isInSync() && other.isInSync());
    }

    private ConsulBoard board() {
        ConsulSettings settings =
                new ConsulSettings(consul.url(), () -> "", "", Consistency.STALE, Duration.ofSeconds(2), null);
        return new ConsulBoard(new ConsulApi(settings), "pgw/board", Surroundings.of(Clock.systemUTC(), new Random(1)));
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void whatOneWritesBothReadAndNoLongerWhenOneRemovesIt() throws Exception {
        one.write(NOTE, bytes("since noon"));

        await().until(() -> other.names(Topic.DRAINED).contains(NOTE.name())
                && one.names(Topic.DRAINED).contains(NOTE.name()));
        assertThat(other.read(NOTE)).isEqualTo(bytes("since noon"));
        assertThat(other.names(Topic.QUARANTINED)).isEmpty();

        other.remove(List.of(NOTE));

        await().until(() -> one.names(Topic.DRAINED).isEmpty());
        assertThat(one.read(NOTE)).isEmpty();
    }

    @Test
    void theLargestNoteFits() throws Exception {
        byte[] content = new byte[Board.LARGEST];
        new Random(1).nextBytes(content);
        Note note = new Note(Topic.LEDGER, "large");

        one.write(note, content);

        await().until(() -> other.names(Topic.LEDGER).contains("large"));
        assertThat(other.read(note)).isEqualTo(content);
    }

    @Test
    void listenersHearOfEachChangeOnly() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        other.subscribe(heard::incrementAndGet);
        assertThat(heard).hasValue(1);

        one.write(NOTE, bytes("x"));
        await().until(() -> heard.get() == 2);
        one.write(new Note(Topic.HOLD, "h"), bytes("y"));
        await().until(() -> heard.get() == 3);

        assertThat(heard).hasValue(3);
    }

    @Test
    void theLastViewStandsWhileConsulIsAway() throws Exception {
        one.write(NOTE, bytes("x"));
        await().until(() -> !other.names(Topic.DRAINED).isEmpty());

        consul.kill9();

        await().atMost(Duration.ofSeconds(20)).until(() -> !other.isInSync());
        assertThat(other.names(Topic.DRAINED)).containsExactly(NOTE.name());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
