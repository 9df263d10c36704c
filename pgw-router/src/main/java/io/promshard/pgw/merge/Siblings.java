package io.promshard.pgw.merge;

import io.promshard.pgw.snapshot.Group;

/**
 * Which copies of a group got the same push. A gateway that owns a group only since lately may have got only a push that adds to it; what it
 * lacks the other owner has.
 */
@FunctionalInterface
interface Siblings {

    /** For one copy of each group. */
    Siblings NONE = (latest, gateway, older, other) -> false;

    /** Whether the older copy, at the other gateway, is one of the latest, which is at the first. */
    boolean are(Group latest, String gateway, Group older, String other);
}
