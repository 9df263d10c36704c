package io.promshard.target.web;

import io.promshard.target.handover.EndedMove;
import io.promshard.target.handover.Move;
import io.promshard.target.model.TargetKey;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A hand-over.
 *
 * @param reason rebalanced, drained or died
 * @param added when the key was given to {@code to}
 * @param firstScraped when {@code to} first scraped it, as far as reports said; null if they did not
 * @param removed when the key was taken from one of the two; null while it is under way
 * @param result open, moved, unconfirmed, rolled_back, cancelled, receiver_died or vanished
 */
record MoveView(
        String group,
        String key,
        String job,
        String from,
        String to,
        String reason,
        Instant added,
        @Nullable Instant firstScraped,
        @Nullable Instant removed,
        String result) {

    static MoveView open(String group, Move move) {
        return of(group, move, null, "open");
    }

    static MoveView ended(String group, EndedMove ended) {
        return of(group, ended.move(), ended.ended(), ended.result().name().toLowerCase(Locale.ROOT));
    }

    private static MoveView of(String group, Move move, @Nullable Instant removed, String result) {
        return new MoveView(
                group,
                TargetKey.text(move.key()),
                move.job(),
                move.from(),
                move.to(),
                move.reason().name().toLowerCase(Locale.ROOT),
                move.written(),
                move.firstScraped().orElse(null),
                removed,
                result);
    }
}
