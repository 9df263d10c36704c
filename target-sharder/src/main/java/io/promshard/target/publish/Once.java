package io.promshard.target.publish;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for, by one thread while others wait; its maker is forgotten then. */
final class Once<T> {

    private final ReentrantLock making = new ReentrantLock();
    private @Nullable Supplier<T> maker;
    private volatile @Nullable T value;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    T get() {
        T made = value;
        return made != null ? made : make();
    }

    boolean isMade() {
        return value != null;
    }

    private T make() {
        making.lock();
        try {
            T made = value;
            if (made == null && maker != null) {
                made = maker.get();
                value = made;
                maker = null;
            }
            if (made == null) {
                throw new IllegalStateException("there is neither a value nor a maker");
            }
            return made;
        } finally {
            making.unlock();
        }
    }
}
