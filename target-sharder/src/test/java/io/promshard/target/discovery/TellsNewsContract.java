package io.promshard.target.discovery;

import static io.promshard.target.discovery.SourceFixture.addresses;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a source keeps to that says when reading it again is worth it. */
public interface TellsNewsContract extends SourceFixture {

    Duration SOON = Duration.ofSeconds(1);

    @Test
    default void tellsOfAChangeWithinASecond() throws Exception {
        AtomicBoolean news = new AtomicBoolean(true);
        give("10.0.0.1:9100");
        source().watch(() -> news.set(true));
        awaitRead(news, Duration.ofSeconds(15), "10.0.0.1:9100");

        give("10.0.0.1:9100", "10.0.0.2:9100");

        awaitRead(news, SOON, "10.0.0.1:9100", "10.0.0.2:9100");
    }

    @Test
    default void tellsOfItsRepair() throws Exception {
        AtomicBoolean news = new AtomicBoolean(true);
        give("10.0.0.1:9100");
        source().watch(() -> news.set(true));
        awaitRead(news, Duration.ofSeconds(15), "10.0.0.1:9100");
        spoil();

        give("10.0.0.2:9100");

        awaitRead(news, Duration.ofSeconds(15), "10.0.0.2:9100");
    }

    /** Reads as a reader does: when there is news. */
    private void awaitRead(AtomicBoolean news, Duration within, String... expected) {
        await().atMost(within)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> news.getAndSet(false)
                        && read().stream().sorted().toList().equals(List.of(expected)));
    }

    private List<String> read() throws InterruptedException {
        try {
            return addresses(source().read());
        } catch (SourceException e) {
            return List.of("failed");
        }
    }
}
