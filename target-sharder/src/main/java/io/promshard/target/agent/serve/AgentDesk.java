package io.promshard.target.agent.serve;

import io.promshard.target.agent.wire.AgentAnswer;
import io.promshard.target.publish.sd.Reply;
import io.promshard.target.publish.sd.ServedCollector;
import io.promshard.target.publish.sd.ServedGroup;
import io.promshard.target.publish.sd.ServedLists;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Answers agents. A poll that has the newest waits until there is news for its collector, or for a while, then has nothing for an
 * answer. An instance that is behind what an agent has sends it to another. Any thread may call.
 */
public final class AgentDesk {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ServedLists lists;
    private final AgentLimits limits;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Waiters<Place> waiters;
    private final Map<Place, AgentReport> reports = new ConcurrentHashMap<>();

    /** @param nanoTime a clock that only goes forward, as {@link System#nanoTime} */
    public AgentDesk(ServedLists lists, AgentLimits limits, Clock clock, LongSupplier nanoTime) {
        this.lists = lists;
        this.limits = limits;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.waiters = new Waiters<>(limits.waiters(), limits.waitersPerCollector());
    }

    /** Blocks, for {@link AgentLimits#longestWait} at most. */
    public Reply poll(AgentPoll poll) throws InterruptedException {
        Place place = new Place(poll.group(), poll.collector());
        if (!waiters.enter(place)) {
            return Reply.unavailable("too many agents wait here for collector \"" + poll.collector() + '"', RETRY);
        }
        try {
            return await(poll, place);
        } finally {
            waiters.leave(place);
        }
    }

    /** What the agents of collectors that are served last said to this instance, by group and collector. */
    public List<AgentReport> reports() {
        ServedLists.Served served = lists.current();
        reports.keySet()
                .removeIf(place -> !served.group(place.group).collectors().containsKey(place.collector));
        return reports.values().stream()
                .sorted(Comparator.comparing(AgentReport::group).thenComparing(AgentReport::collector))
                .toList();
    }

    /** How many polls wait now. */
    public int waiting() {
        return waiters.count();
    }

    private Reply await(AgentPoll poll, Place place) throws InterruptedException {
        long end = nanoTime.getAsLong() + limits.longestWait().toNanos();
        while (true) {
            ServedLists.Served served = lists.current();
            note(poll, place, served);
            Optional<Reply> reply = reply(poll, served);
            if (reply.isPresent()) {
                return reply.get();
            }
            if (!isReplacedBefore(end, served)) {
                return nothing(poll, served);
            }
        }
    }

    private Optional<Reply> reply(AgentPoll poll, ServedLists.Served served) {
        if (!served.mayHave(poll.group())) {
            return Optional.of(Reply.notFound("there is no group \"" + poll.group() + '"'));
        }
        ServedGroup group = served.group(poll.group());
        if (served.isPublished(poll.group()) && poll.after().isAfter(group.version())) {
            return Optional.of(Reply.unavailable(
                    "this instance is at " + group.version() + ", behind " + poll.after() + ": ask another", RETRY));
        }
        return Optional.ofNullable(group.collectors().get(poll.collector()))
                .filter(held -> held.changed().isAfter(poll.after()))
                .map(held -> news(poll, held));
    }

    private static Reply news(AgentPoll poll, ServedCollector held) {
        AgentAnswer answer = new AgentAnswer(poll.group(), poll.collector(), held.changed(), held.lists());
        return Reply.json(answer.json(), poll.acceptEncoding());
    }

    /** There was no news: the agent has the newest, or there is no list for it yet. */
    private static Reply nothing(AgentPoll poll, ServedLists.Served served) {
        ServedGroup group = served.group(poll.group());
        if (!served.isPublished(poll.group())) {
            return Reply.unknownYet(poll.group());
        }
        return group.collectors().containsKey(poll.collector())
                ? Reply.empty(204, Map.of("Cache-Control", "no-cache"))
                : Reply.notFound("group \"" + poll.group() + "\" has no collector \"" + poll.collector() + '"');
    }

    private boolean isReplacedBefore(long end, ServedLists.Served served) throws InterruptedException {
        try {
            served.replaced().get(Math.max(0, end - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes it so", e);
        }
    }

    private void note(AgentPoll poll, Place place, ServedLists.Served served) {
        if (served.group(poll.group()).collectors().containsKey(poll.collector())) {
            reports.put(
                    place,
                    new AgentReport(
                            poll.group(),
                            poll.collector(),
                            poll.agent(),
                            poll.applied(),
                            poll.error(),
                            clock.instant()));
        }
    }

    /** Whose agent asks. */
    record Place(String group, String collector) {}
}
