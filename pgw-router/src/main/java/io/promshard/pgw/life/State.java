package io.promshard.pgw.life;

import java.util.Locale;

/** Where a gateway is in its life. */
public enum State {
    /** It gets its pushes. */
    UP,
    /** It failed just now. If it comes back soon as the process that it was, nothing has happened. */
    SUSPECT,
    /** It has been away for so long, or in such a way, that it must be looked at before it gets pushes again. */
    DOWN,
    /** It is well again, and in quarantine until what it has is in order and it has stayed for a while. */
    RETURNING,
    /** It is no member any more. If it answers still, it is emptied. */
    LEFT;

    /** Whether it must not get pushes although it may be well. */
    public boolean isWithheld() {
        return this != UP;
    }

    /** In lower case, for metrics and people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
