package io.promshard.pgw.board;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The board of a router that is alone: in memory, and in a file if it shall outlive a restart. Writers take turns, readers never wait. */
public final class LocalBoard implements Board {

    private final BoardFile file;
    private final Notes notes = new Notes();

    public LocalBoard(BoardFile file) {
        this.file = file;
    }

    @Override
    public synchronized void start() {
        notes.show(file.read());
    }

    @Override
    public Set<String> names(Topic topic) {
        return notes.names(topic);
    }

    @Override
    public byte[] read(Note note) {
        return notes.read(note);
    }

    @Override
    public synchronized void write(Note note, byte[] content) throws BoardException {
        if (!notes.all().containsKey(note)) {
            Map<Note, byte[]> next = new HashMap<>(notes.all());
            next.put(note, content);
            change(next);
        }
    }

    @Override
    public synchronized void remove(List<Note> gone) throws BoardException {
        Map<Note, byte[]> next = new HashMap<>(notes.all());
        if (next.keySet().removeAll(new HashSet<>(gone))) {
            change(next);
        }
    }

    /** In force even if it cannot be kept. */
    private void change(Map<Note, byte[]> next) throws BoardException {
        notes.show(next);
        file.write(notes.all());
    }

    @Override
    public void subscribe(Runnable listener) {
        notes.subscribe(listener);
    }

    @Override
    public boolean isInSync() {
        return true;
    }

    @Override
    public void close() {}
}
