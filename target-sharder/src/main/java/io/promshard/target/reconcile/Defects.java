package io.promshard.target.reconcile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a group throws although it must not: kept for whoever looks, and told once if it is always the same. Used by one thread. */
final class Defects {

    private static final Logger log = LoggerFactory.getLogger(Defects.class);

    private final String group;
    private volatile String last = "";
    private String told = "";

    Defects(String group) {
        this.group = group;
    }

    /** Does a part of a turn, or as much of it as goes well. */
    void attempt(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            last = e.toString();
            if (!last.equals(told)) {
                log.error("group {} has a defect", group, e);
                told = last;
            }
        }
    }

    /** Before a turn. */
    void forget() {
        last = "";
    }

    /** Of the last turn; empty if all went well. Any thread may ask. */
    String last() {
        return last;
    }
}
