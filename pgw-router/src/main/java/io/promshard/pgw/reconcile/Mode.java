package io.promshard.pgw.reconcile;

/** How far the reconciler goes. */
public enum Mode {
    /** Nothing is looked at. */
    OFF,
    /** Copies that are older than another are deleted; what is misplaced stays until its next push. */
    DELETE,
    /** Besides, groups that are misplaced and quiet are moved to their owners. */
    MOVE
}
