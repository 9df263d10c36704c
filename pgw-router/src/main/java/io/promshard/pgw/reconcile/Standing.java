package io.promshard.pgw.reconcile;

/** How a gateway stands whose groups were read. */
public enum Standing {
    /** It gets pushes. */
    LIVE,
    /** It is well, and shall get nothing more and lose what it has. */
    DRAINED,
    /** It came back from a failure and gets no pushes yet. What others have newer goes from it first. */
    QUARANTINED
}
