package io.promshard.pgw.web;

import io.promshard.pgw.grouping.GroupingKey;
import io.promshard.pgw.grouping.GroupingKeyParser;
import io.promshard.pgw.grouping.PushPath;
import io.promshard.pgw.grouping.Rejection;

/** Tells push paths from all others. */
final class PushPaths {

    private PushPaths() {}

    /** A path that is merely unclean is a push path if the clean one is. */
    static boolean isPush(PushPath path, GroupingKeyParser parser) {
        return switch (path) {
            case GroupingKey key -> true;
            case Rejection rejection
            when rejection.status() == 301 && rejection.location() != null ->
                isPush(parser.parse(rejection.location()), parser);
            case Rejection rejection -> rejection.status() != 404;
        };
    }

    /** Those are answered before the method is looked at. */
    static boolean isRedirect(PushPath path) {
        return path instanceof Rejection rejection && rejection.location() != null;
    }
}
