package io.promshard.target.reconcile;

import io.promshard.target.leadership.snapshot.GroupContent;
import io.promshard.target.leadership.snapshot.Snapshot;
import io.promshard.target.leadership.snapshot.SnapshotCodec;
import io.promshard.target.leadership.snapshot.SnapshotContent;
import io.promshard.target.leadership.snapshot.SnapshotException;
import io.promshard.target.leadership.snapshot.SnapshotStore;
import io.promshard.target.leadership.snapshot.SnapshotStore.Reading;
import io.promshard.target.leadership.snapshot.SnapshotStore.Writing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What sharders tell each other through the store. Writing goes on aside: the last one that was offered is written. */
public final class Snapshots {

    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    private final SnapshotStore store;
    private final ExecutorService writer;
    private final AtomicReference<@Nullable Snapshot> told = new AtomicReference<>();
    private final AtomicReference<@Nullable Offer> offered = new AtomicReference<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicLong generation = new AtomicLong();
    private volatile String trouble = "";
    private volatile boolean behind;

    /** @param writer runs one task at a time, which may take seconds */
    public Snapshots(SnapshotStore store, ExecutorService writer) {
        this.store = store;
        this.writer = writer;
    }

    /** Begins to hear of others' snapshots. */
    public void start(Signal news) {
        store.watch(snapshot -> {
            told.set(snapshot);
            news.give();
        });
    }

    /** What another wrote since this was last asked. */
    Optional<Told> heard() {
        return Optional.ofNullable(told.getAndSet(null)).map(this::understood);
    }

    /** What the last leader left behind; nothing is known if the store cannot be read. */
    Optional<Told> left() {
        return switch (store.read()) {
            case Reading.Found found -> Optional.of(understood(found.snapshot()));
            case Reading.Nothing nothing -> Optional.of(new Told(0, Map.of()));
            case Reading.Failed failed -> {
                trouble(failed.reason());
                yield Optional.empty();
            }
        };
    }

    void write(long term, List<GroupContent> groups) {
        behind = false;
        offered.set(new Offer(term, groups));
        if (writing.compareAndSet(false, true)) {
            writer.execute(this::writeLast);
        }
    }

    /** Whether the last one could not be written, so that it has to be offered again. */
    boolean isBehind() {
        return behind;
    }

    /** Why the last attempt failed; empty if it did not. */
    public String trouble() {
        return trouble;
    }

    private void writeLast() {
        writing.set(false);
        Offer offer = offered.getAndSet(null);
        if (offer != null) {
            byte[] content = SnapshotCodec.encode(new SnapshotContent(offer.groups));
            switch (store.write(new Snapshot(offer.term, generation.incrementAndGet(), content))) {
                case Writing.Written written -> trouble = "";
                case Writing.Fenced fenced -> trouble("another sharder leads by now");
                case Writing.Failed failed -> fail(failed.reason());
            }
        }
    }

    private void fail(String reason) {
        behind = true;
        trouble(reason);
    }

    private void trouble(String reason) {
        if (!reason.equals(trouble)) {
            log.warn("the snapshot of what was decided: {}", reason);
        }
        trouble = reason;
    }

    private Told understood(Snapshot snapshot) {
        generation.accumulateAndGet(snapshot.generation(), Math::max);
        try {
            return new Told(
                    snapshot.term(),
                    SnapshotCodec.decode(snapshot.content()).groups().stream()
                            .collect(Collectors.toMap(GroupContent::name, Function.identity(), (a, b) -> b)));
        } catch (SnapshotException e) {
            trouble("it is ignored: " + e.getMessage());
            return new Told(snapshot.term(), Map.of());
        }
    }

    /** What another decided, by group. */
    record Told(long term, Map<String, GroupContent> groups) {}

    private record Offer(long term, List<GroupContent> groups) {}
}
