package io.promshard.target.agent;

import io.promshard.shard.http.Towards;
import io.promshard.target.agent.wire.AgentAnswer;
import io.promshard.target.publish.files.FilePattern;
import io.promshard.target.publish.files.SdDirectory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the files of one collector as the sharders say. It asks them in turn, one at a time: the next one after each answer without
 * news, so that one that hears of nothing any more holds it back for one wait at most. While none answers the files stay.
 */
public final class Agent implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Agent.class);

    private final AgentSettings settings;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Pauses pauses;
    private final AgentCounts counts;
    private final Applier applier;
    private final SharderClient client;
    private int sharder;
    private volatile AgentStatus status;

    /**
     * Opens its directory, and remembers what was applied before.
     *
     * @param sharders how they are met
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime}
     * @throws IllegalArgumentException if files cannot be published where they shall be
     */
    public Agent(AgentSettings settings, Towards sharders, Clock clock, LongSupplier nanoTime, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.pauses = new Pauses(settings.sharders().size(), random);
        SdDirectory directory =
                SdDirectory.open(FilePattern.parse(settings.files(), Set.of("job")), settings.staging(), clock);
        this.counts = new AgentCounts(directory);
        this.applier = new Applier(directory, new Memory(directory, settings.group(), settings.collector()));
        this.client = new SharderClient(settings, sharders);
        this.sharder = random.nextInt(settings.sharders().size());
        this.status = status(Optional.empty(), 0, "");
    }

    /**
     * Asks one sharder and does what it says. Called by one thread.
     *
     * @return how long to wait before the next turn
     */
    public Duration turn() throws InterruptedException {
        long start = nanoTime.getAsLong();
        URI asked = settings.sharders().get(sharder);
        PollResult result = client.poll(asked, applier.remembered(), mustHaveAll(), status.error());
        counts.polls.increment();
        return switch (result) {
            case PollResult.News(AgentAnswer answer) -> take(answer, asked);
            case PollResult.Nothing nothing -> nothing(Duration.ofNanos(nanoTime.getAsLong() - start));
            case PollResult.Failed(String error) -> {
                counts.failedPolls.increment();
                yield failed(status.contact(), error);
            }
        };
    }

    public AgentStatus status() {
        return status;
    }

    public AgentFigures figures() {
        return counts;
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        client.close();
    }

    /** What is on the disk may have been changed while nobody looked, or not all of it could be written. */
    private boolean mustHaveAll() {
        return applier.isUnsure();
    }

    private Duration take(AgentAnswer answer, URI from) {
        if (applier.isOld(answer.version())) {
            counts.refusedAnswers.increment();
            return failed(
                    now(),
                    from + " is at " + answer.version() + ", older than what was accepted, "
                            + applier.remembered().accepted());
        }
        String error = applier.apply(answer);
        return error.isEmpty() ? good(Duration.ZERO) : notWritten(error);
    }

    private Duration nothing(Duration took) {
        next();
        String error = applier.applyAgain();
        return error.isEmpty() ? good(pauses.afterNothing(took)) : notWritten(error);
    }

    private Duration good(Duration pause) {
        if (status.failures() > 0) {
            log.info("files are at {} again", applier.remembered().applied());
        }
        status = status(now(), 0, "");
        return pause;
    }

    private Duration notWritten(String error) {
        counts.failedApplies.increment();
        return failed(now(), error);
    }

    private Duration failed(Optional<Instant> contact, String error) {
        next();
        if (status.failures() == 0) {
            log.warn("files stay at {}: {}", applier.remembered().applied(), error);
        }
        status = status(contact, status.failures() + 1, error);
        return pauses.after(status.failures());
    }

    private void next() {
        sharder = (sharder + 1) % settings.sharders().size();
    }

    private Optional<Instant> now() {
        return Optional.of(clock.instant());
    }

    private AgentStatus status(Optional<Instant> contact, int failures, String error) {
        Remembered remembered = applier.remembered();
        return new AgentStatus(remembered.accepted(), remembered.applied(), contact, failures, error, applier.files());
    }
}
