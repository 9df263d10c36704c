package io.promshard.pgw.board;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The board of a router that is alone: in memory, and in a file if it shall outlive a restart. Writers take turns, readers never wait. */
public final class LocalBoard implements Board {

    private final BoardFile file;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<Note, byte[]> notes = Map.of();

    public LocalBoard(BoardFile file) {
        this.file = file;
    }

    @Override
    public synchronized void start() {
        notes = Map.copyOf(file.read());
        listeners.forEach(Runnable::run);
    }

    @Override
    public Set<String> names(Topic topic) {
        return notes.keySet().stream()
                .filter(note -> note.topic() == topic)
                .map(Note::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public byte[] read(Note note) {
        return notes.getOrDefault(note, new byte[0]);
    }

    @Override
    public synchronized void write(Note note, byte[] content) throws BoardException {
        if (!notes.containsKey(note)) {
            Map<Note, byte[]> next = new HashMap<>(notes);
            next.put(note, content);
            change(next);
        }
    }

    @Override
    public synchronized void remove(List<Note> gone) throws BoardException {
        Map<Note, byte[]> next = new HashMap<>(notes);
        if (next.keySet().removeAll(new HashSet<>(gone))) {
            change(next);
        }
    }

    /** In force even if it cannot be kept. */
    private void change(Map<Note, byte[]> next) throws BoardException {
        notes = Map.copyOf(next);
        listeners.forEach(Runnable::run);
        file.write(notes);
    }

    @Override
    public void subscribe(Runnable listener) {
        listeners.add(listener);
        listener.run();
    }

    @Override
    public boolean isInSync() {
        return true;
    }

    @Override
    public void close() {}
}
