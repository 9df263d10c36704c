package io.promshard.target.web;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets so many costly requests be answered at a time. Others are refused at once, so that none waits in memory. */
final class Permits {

    private final String what;
    private final Semaphore free;

    /** @param what is answered, for the refusal */
    Permits(String what, int atATime) {
        this.what = what;
        this.free = new Semaphore(atATime);
    }

    <T> T with(Supplier<T> answer) {
        if (!free.tryAcquire()) {
            throw RefusedException.tooMany(what + " is being answered for somebody else: try again");
        }
        try {
            return answer.get();
        } finally {
            free.release();
        }
    }
}
