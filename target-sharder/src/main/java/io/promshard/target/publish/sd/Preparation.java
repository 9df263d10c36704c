package io.promshard.target.publish.sd;

import io.promshard.target.publish.EncodedList;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Executor;

/**
 * Encodes new lists before anybody asks for them. One that follows another is compressed only if that one was asked for so; the first
 * one of a collector and job is, since it is not known who will ask. Who asks meanwhile waits no longer than if there were none of
 * this.
 */
final class Preparation {

    private final Executor executor;

    /** @param executor does one thing after the other, aside: a million targets take seconds */
    Preparation(Executor executor) {
        this.executor = executor;
    }

    /** Has the lists of a collector encoded that are not those that it had. */
    void prepare(Map<String, EncodedList> before, SortedMap<String, EncodedList> now) {
        now.forEach((job, list) -> {
            EncodedList last = before.get(job);
            if (last == null) {
                executor.execute(list::encode);
            } else if (!last.equals(list)) {
                executor.execute(() -> list.encodeAs(last));
            }
        });
    }
}
