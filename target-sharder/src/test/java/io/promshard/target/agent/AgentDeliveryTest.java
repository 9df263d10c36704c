package io.promshard.target.agent;

import static org.awaitility.Awaitility.await;

import io.promshard.shard.http.Towards;
import io.promshard.target.publish.Publication;
import io.promshard.target.publish.PublisherContract;
import io.promshard.target.publish.Version;
import io.promshard.target.publish.files.FilePattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Publications through an agent beside each collector. */
class AgentDeliveryTest extends PublisherContract {

    private final SdServer server = new SdServer(Duration.ofSeconds(2));
    private final Map<String, Running> agents = new HashMap<>();

    @TempDir
    private Path hosts;

    @AfterEach
    void end() {
        agents.values().forEach(running -> running.loop.close());
        server.close();
    }

    @Override
    protected void publish(Publication publication) {
        server.lists().publish(publication);
        publication.lists().keySet().forEach(collector -> {
            Version changed = Optional.ofNullable(server.lists()
                            .current()
                            .group(publication.group())
                            .collectors()
                            .get(collector))
                    .orElseThrow()
                    .changed();
            Agent agent = agents.computeIfAbsent(collector, id -> start(publication.group(), id)).agent;
            await().until(() -> agent.status().applied().equals(changed));
        });
    }

    @Override
    protected Optional<String> seen(String group, String collector, String job) throws IOException {
        Path file = host(collector)
                .resolve(FilePattern.parse("/sd/{job}.json", Set.of()).file(group, collector, job));
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    @Override
    protected long deliveries() {
        return agents.values().stream()
                .mapToLong(running -> running.agent.figures().filesWritten())
                .sum();
    }

    private Running start(String group, String collector) {
        AgentSettings settings = new AgentSettings(
                group,
                collector,
                List.of(server.url()),
                host(collector) + "/{job}.json",
                "",
                "test",
                Duration.ofSeconds(10),
                1 << 20);
        Agent agent = new Agent(settings, Towards.ANYBODY, Clock.systemUTC(), System::nanoTime, new Random(1));
        AgentLoop loop = new AgentLoop(agent, Thread::sleep);
        loop.start();
        return new Running(agent, loop);
    }

    private Path host(String collector) {
        try {
            return Files.createDirectories(hosts.resolve(collector.replace(':', '_')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Running(Agent agent, AgentLoop loop) {}
}
