package io.promshard.target.publish.hook;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Files of one collector that wait for its hook, each once however often it changes. */
final class PendingFiles {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Set<Path> files = new LinkedHashSet<>();
    private boolean taken;
    private boolean news;

    /** Adds some. @return whether nobody sees to them yet, so that the caller must */
    boolean add(Collection<Path> more) {
        lock.lock();
        try {
            files.addAll(more);
            news = true;
            added.signalAll();
            boolean first = !taken;
            taken = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** All that wait, none of them any more. If there are none, whoever adds the next ones must see to them. */
    Set<Path> take() {
        lock.lock();
        try {
            Set<Path> all = new LinkedHashSet<>(files);
            files.clear();
            news = false;
            taken = !all.isEmpty();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what could not be done, and waits that long, or until there is more. */
    void giveBack(Collection<Path> undone, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            files.addAll(undone);
            long left = wait.toNanos();
            while (!news && left > 0) {
                left = added.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
