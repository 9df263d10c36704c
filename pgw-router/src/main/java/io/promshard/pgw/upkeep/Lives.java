package io.promshard.pgw.upkeep;

import io.promshard.pgw.board.Board;
import io.promshard.pgw.board.BoardException;
import io.promshard.pgw.board.Note;
import io.promshard.pgw.board.Topic;
import io.promshard.pgw.life.Life;
import io.promshard.pgw.life.Patience;
import io.promshard.pgw.life.Sign;
import io.promshard.pgw.life.State;
import io.promshard.pgw.reconcile.Plan;
import io.promshard.shard.health.HealthTracker;
import io.promshard.shard.loop.Loop;
import io.promshard.shard.loop.Surroundings;
import io.promshard.shard.membership.Member;
import io.promshard.shard.routing.RingView;
import io.promshard.shard.routing.RingViews;
import io.promshard.shard.routing.Withheld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the life of each gateway, and keeps from pushes who is drained or in quarantine. The leader decides who is in quarantine and notes
 * it on the board, before the gateway is well again; all routers go by that.
 *
 * <p>One thread, {@code lives}, looks several times a second; what it found out any thread may read.
 */
public final class Lives implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration BETWEEN_INSPECTIONS = Duration.ofSeconds(5);

    /** After that nobody can be counted on to end a quarantine. */
    private static final Duration BOARD_PATIENCE = Duration.ofSeconds(30);

    /** How long one that left is remembered: as long as it may bring back what was deleted meanwhile. */
    private static final Duration MEMORY = Duration.ofHours(24);

    /** One that left and cannot be read so often in a row is not asked any more. */
    private static final int GONE_AFTER = 3;

    private static final Logger log = LoggerFactory.getLogger(Lives.class);

    private final RingViews views;
    private final HealthTracker health;
    private final Board board;
    private final Inspector inspector;
    private final BooleanSupplier decides;
    private final Patience patience;
    private final Surroundings surroundings;
    private final Loop loop;
    private final Semaphore wakes = new Semaphore(0);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** How often in a row one that left could not be read. */
    private final Map<String, Integer> unread = new ConcurrentHashMap<>();

    /** Of the leader; written by its thread. */
    private final Map<String, Life> lives = new ConcurrentHashMap<>();

    private final Map<String, Member> known = new ConcurrentHashMap<>();
    private final Map<String, Inspected> inspected = new ConcurrentHashMap<>();
    private final Map<String, Instant> clean = new ConcurrentHashMap<>();
    private Instant boardSeen = Instant.MIN;
    private RingView seen;
    private String trouble = "";

    /** @param decides whether this router is the leader, and gateways are to be put into quarantine at all */
    public Lives(
            RingViews views,
            HealthTracker health,
            Board board,
            Inspector inspector,
            BooleanSupplier decides,
            Patience patience,
            Surroundings surroundings) {
        this.views = views;
        this.health = health;
        this.board = board;
        this.inspector = inspector;
        this.decides = decides;
        this.patience = patience;
        this.surroundings = surroundings;
        this.loop = new Loop("lives", surroundings);
        this.seen = views.current();
    }

    /** Begins to look. */
    public void start() {
        board.subscribe(wakes::release);
        health.subscribe((memberId, state) -> wakes.release());
        loop.start(this::turn, reason -> {});
    }

    /** The listener is told when something changed that a reconciler should look at. It must not block. */
    public void subscribe(Runnable listener) {
        listeners.add(listener);
    }

    /** Takes the gateway out of service until {@link #undrain}: it gets no pushes, and loses its groups to their next owners. */
    public void drain(String gateway) throws BoardException, InterruptedException {
        board.write(new Note(Topic.DRAINED, gateway), now());
    }

    /** Puts it back in service. */
    public void undrain(String gateway) throws BoardException, InterruptedException {
        board.remove(List.of(new Note(Topic.DRAINED, gateway)));
    }

    /** Those that are no members any more, by their ids. */
    Map<String, Member> left() {
        Map<String, Member> left = new TreeMap<>();
        lives.forEach((id, life) -> {
            Member member = known.get(id);
            if (life.state() == State.LEFT && member != null && unread.getOrDefault(id, 0) < GONE_AFTER) {
                left.put(id, member);
            }
        });
        return left;
    }

    /** Whether its clock is near enough to ours that times of both may be compared. */
    boolean isClockRight(String gateway) {
        Inspected last = inspected.get(gateway);
        return last == null || Math.abs(last.offset()) <= 2;
    }

    /** All gateways and where they are in their lives; by what this router knows, if another decides. */
    public Map<String, State> states() {
        RingView view = views.current();
        Map<String, State> states = new TreeMap<>();
        for (int node = 0; node < view.members().size(); node++) {
            Member member = view.members().get(node);
            Life life = lives.get(member.id());
            states.put(member.id(), life == null ? guess(view, node, member) : life.state());
        }
        lives.forEach((id, life) -> states.putIfAbsent(id, life.state()));
        return states;
    }

    private State guess(RingView view, int node, Member member) {
        if (view.isLive(node)) {
            return State.UP;
        }
        boolean quarantined = view.withheld().quarantined().contains(member.id());
        return !isWell(member) ? State.SUSPECT : quarantined ? State.RETURNING : State.UP;
    }

    /**
     * A round has looked at gateways: those on which nothing is to be done are clean.
     *
     * @param began in seconds since 1970, before they were read
     */
    void looked(Reading reading, Plan plan, double began) {
        Instant at = Instant.ofEpochMilli((long) (began * 1_000));
        for (String gateway : reading.stored().keySet()) {
            if (plan.on(gateway).isEmpty()) {
                clean.put(gateway, at);
            } else {
                clean.remove(gateway);
            }
        }
        reading.unread().keySet().forEach(gateway -> unread.merge(gateway, 1, Integer::sum));
        unread.keySet().removeAll(reading.stored().keySet());
        wakes.release();
    }

    private void turn() throws InterruptedException {
        boolean unused = wakes.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        wakes.drainPermits();
        RingView view = views.current();
        view.members().forEach(member -> known.put(member.id(), member));
        if (!decides.getAsBoolean()) {
            lives.clear();
        } else if (view.known() && !view.inDoubt()) {
            live(view);
        }
        withhold();
        if (!seen.equals(views.current())) {
            seen = views.current();
            listeners.forEach(Runnable::run);
        }
    }

    private void live(RingView view) throws InterruptedException {
        Instant now = surroundings.clock().instant();
        Set<String> marked = board.names(Topic.QUARANTINED);
        Set<String> members = new HashSet<>();
        view.members().forEach(member -> members.add(member.id()));
        Set<String> ids = new TreeSet<>(members);
        ids.addAll(lives.keySet());
        ids.addAll(marked);
        for (String id : ids) {
            Life before = lives.computeIfAbsent(id, fresh -> marked.contains(id) ? Life.away(now) : Life.begin(now));
            Life after = before.after(sign(id, members.contains(id), before, view), now, patience);
            lives.put(id, after);
            if (after.state() != before.state()) {
                log.info(
                        "gateway {}: {} after {}{}",
                        id,
                        after.state().label(),
                        before.state().label(),
                        why(id));
                listeners.forEach(Runnable::run);
            }
            mark(id, after, marked.contains(id));
        }
        for (Map.Entry<String, Life> each : Map.copyOf(lives).entrySet()) {
            if (isForgotten(each.getValue(), now)) {
                forget(each.getKey());
            }
        }
    }

    private void forget(String id) throws InterruptedException {
        lives.remove(id);
        known.remove(id);
        unread.remove(id);
        inspected.remove(id);
        clean.remove(id);
        unmark(id);
    }

    private String why(String id) {
        return health.suspects(id) ? ": " + health.of(id).reason() : "";
    }

    private static boolean isForgotten(Life life, Instant now) {
        return life.state() == State.LEFT && now.isAfter(life.since().plus(MEMORY));
    }

    private Sign sign(String id, boolean isMember, Life life, RingView view) throws InterruptedException {
        Member member = known.get(id);
        if (!isMember || member == null || !isWell(member)) {
            return new Sign(isMember, false, "", false, false);
        }
        Instant looked = clean.getOrDefault(id, Instant.MIN);
        return new Sign(true, true, process(member, life), looked.isAfter(life.since()), view.liveCount() == 0);
    }

    private boolean isWell(Member member) {
        return member.health().usable() && !health.suspects(member.id());
    }

    /** Asked now and then, and at once when it has come back from a failure. */
    private String process(Member member, Life life) throws InterruptedException {
        Instant now = surroundings.clock().instant();
        Inspected last = inspected.getOrDefault(member.id(), Inspected.NEVER);
        boolean fresh = last.at().isAfter(life.since()) || life.state() == State.UP;
        if (!fresh || !now.isBefore(last.at().plus(BETWEEN_INSPECTIONS))) {
            Optional<Inspector.Inspection> answer = inspector.inspect(member);
            last = new Inspected(
                    answer.map(Inspector.Inspection::process).orElse(""),
                    answer.map(Inspector.Inspection::offset).orElse(0.0),
                    now);
            inspected.put(member.id(), last);
        }
        return last.process();
    }

    private void mark(String id, Life life, boolean marked) throws InterruptedException {
        if (life.state().isWithheld() && !marked) {
            try {
                board.write(new Note(Topic.QUARANTINED, id), now());
                trouble = "";
            } catch (BoardException e) {
                tell(e);
            }
        } else if (!life.state().isWithheld() && marked) {
            unmark(id);
        }
    }

    private void unmark(String id) throws InterruptedException {
        try {
            board.remove(List.of(new Note(Topic.QUARANTINED, id)));
            trouble = "";
        } catch (BoardException e) {
            tell(e);
        }
    }

    /** It is tried again at each look, and told once. */
    private void tell(BoardException e) {
        if (!trouble.equals(e.getMessage())) {
            trouble = String.valueOf(e.getMessage());
            log.warn("other routers cannot be told who is in quarantine: {}", trouble);
        }
    }

    private byte[] now() {
        return surroundings.clock().instant().toString().getBytes(StandardCharsets.UTF_8);
    }

    private void withhold() {
        Instant now = surroundings.clock().instant();
        if (board.isInSync()) {
            boardSeen = now;
        }
        Set<String> quarantined = new HashSet<>();
        if (boardSeen.isAfter(now.minus(BOARD_PATIENCE))) {
            quarantined.addAll(board.names(Topic.QUARANTINED));
        }
        lives.forEach((id, life) -> {
            if (life.state().isWithheld()) {
                quarantined.add(id);
            } else {
                quarantined.remove(id);
            }
        });
        views.withhold(new Withheld(board.names(Topic.DRAINED), quarantined));
    }

    @Override
    public void close() {
        loop.close();
    }

    /** What a gateway said last of itself. */
    private record Inspected(String process, double offset, Instant at) {

        private static final Inspected NEVER = new Inspected("", 0, Instant.MIN);
    }
}
