package io.promshard.pgw.board;

import java.util.List;
import java.util.Set;

/**
 * Notes that all routers see. Reading is of the last view and costs next to nothing; writing blocks.
 *
 * <p>What was written is in the view soon, not at once.
 */
public interface Board extends AutoCloseable {

    /** At most so many bytes may be written under one name. */
    int LARGEST = 256 * 1024;

    /** Begins to follow what others write, once. */
    void start();

    /** The names of that topic; never changes, another one takes its place. */
    Set<String> names(Topic topic);

    /** What is written there; empty if that is not known (any more). */
    byte[] read(Note note);

    /** Writes, unless it is there already. */
    void write(Note note, byte[] content) throws BoardException, InterruptedException;

    /** Takes away. Nothing happens to what is not there. */
    void remove(List<Note> notes) throws BoardException, InterruptedException;

    /** Tells of each change of the view, on the thread that sees it, and once at the begin; the listener must not block. */
    void subscribe(Runnable listener);

    /** Whether the view is what is there now. */
    boolean isInSync();

    @Override
    void close();
}
