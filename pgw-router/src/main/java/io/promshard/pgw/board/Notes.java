package io.promshard.pgw.board;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The notes that a board shows, and those who hear of it when it shows others. Writers take turns, readers never wait. */
public final class Notes {

    private static final byte[] NOTHING = {};

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<Note, byte[]> notes = Map.of();

    /** All of them; never changes, another map takes its place. */
    public Map<Note, byte[]> all() {
        return notes;
    }

    /** As {@link Board#names}. */
    public Set<String> names(Topic topic) {
        return notes.keySet().stream()
                .filter(note -> note.topic() == topic)
                .map(Note::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** As {@link Board#read}. */
    public byte[] read(Note note) {
        return notes.getOrDefault(note, NOTHING);
    }

    /** Shows these from now on, and tells the listeners on this thread. */
    public void show(Map<Note, byte[]> others) {
        notes = Map.copyOf(others);
        listeners.forEach(Runnable::run);
    }

    /** As {@link Board#subscribe}. */
    public void subscribe(Runnable listener) {
        listeners.add(listener);
        listener.run();
    }
}
