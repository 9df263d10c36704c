package io.promshard.target.groups;

import io.promshard.target.spec.GroupSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups in force. A file that breaks leaves the last good ones in force, and says what is wrong with it.
 *
 * <p>Any thread reads the state; readings of the file are done one at a time. Listeners are called by the thread that read, after the
 * new state stands, and must not block.
 */
public final class GroupsConfig {

    private static final Logger log = LoggerFactory.getLogger(GroupsConfig.class);

    private final Path file;
    private final GroupsReader reader;
    private final Clock clock;
    private final AtomicReference<GroupsState> state;
    private final List<Consumer<List<GroupSpec>>> listeners = new CopyOnWriteArrayList<>();

    /** What was read last, and what the poll before saw. */
    private Content read;

    private Content seen;

    private GroupsConfig(Path file, GroupsReader reader, Clock clock, Content read, GroupsState first) {
        this.file = file;
        this.reader = reader;
        this.clock = clock;
        this.state = new AtomicReference<>(first);
        this.read = read;
        this.seen = read;
    }

    /**
     * Reads the file for the first time.
     *
     * @throws BrokenGroupsException if it cannot be used
     */
    public static GroupsConfig open(Path file, Clock clock) {
        GroupsReader reader = new GroupsReader(file, Files::isReadable);
        Content content = Content.of(file);
        GroupsState nothing = new GroupsState(List.of(), Instant.MIN, Instant.MIN, List.of());
        GroupsState first = nothing.after(reading(file, reader, content), clock.instant());
        if (!first.isCurrent()) {
            throw new BrokenGroupsException(first.problems());
        }
        return new GroupsConfig(file, reader, clock, content, first);
    }

    public GroupsState state() {
        return state.get();
    }

    /** Told of the groups whenever they are others than before. */
    public void subscribe(Consumer<List<GroupSpec>> listener) {
        listeners.add(listener);
    }

    /** Reads the file now, changed or not. */
    public synchronized GroupsState reload() {
        return take(Content.of(file));
    }

    /**
     * Reads the file if it has changed, and has not changed since the poll before: half a file, written by somebody who does not
     * replace it at once, may be a file that is right and lacks groups. A broken one is read again, since secrets that it lacked may
     * be there now.
     */
    public synchronized void poll() {
        Content now = Content.of(file);
        boolean settled = now.equals(seen);
        seen = now;
        if (settled && !(now.equals(read) && state().isCurrent())) {
            take(now);
        }
    }

    private GroupsState take(Content content) {
        read = content;
        seen = content;
        GroupsState before = state.get();
        GroupsState after = before.after(reading(file, reader, content), clock.instant());
        state.set(after);
        tell(before, after);
        return after;
    }

    private static GroupsFile reading(Path file, GroupsReader reader, Content content) {
        return content.failure().isEmpty()
                ? reader.read(content.text())
                : new GroupsFile.Broken(List.of(new Problem(file.toString(), 1, 1, "", "", content.failure())));
    }

    private void tell(GroupsState before, GroupsState after) {
        if (!after.isCurrent()) {
            if (!after.problems().equals(before.problems())) {
                log.error(
                        "{} cannot be used, the groups of {} stay in force:\n{}",
                        file,
                        after.since(),
                        new BrokenGroupsException(after.problems()).getMessage());
            }
        } else if (!after.groups().equals(before.groups())) {
            log.info("{} was read: {} groups", file, after.groups().size());
            listeners.forEach(listener -> tell(listener, after));
        } else if (!before.isCurrent()) {
            log.info("{} is right again, and says what is in force", file);
        }
    }

    /** A listener's failure is no reason to leave out the others. */
    private static void tell(Consumer<List<GroupSpec>> listener, GroupsState state) {
        try {
            listener.accept(state.groups());
        } catch (RuntimeException e) {
            log.error("a listener failed when told of new groups", e);
        }
    }
}
