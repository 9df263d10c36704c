package io.promshard.pgw.reconcile;

/**
 * What decisions depend on beside what was seen.
 *
 * @param quietAfter seconds without a push after which a group does not move by its next push but is moved
 * @param clockTolerance seconds by which the clocks of a gateway and a router may differ: a copy at its owner that is not that much older
 *     than the group's deletion may have been pushed after it
 * @param sameWithin seconds by which the copies of one push to several owners may be apart; 0 for one owner
 */
public record Rules(Mode mode, double quietAfter, double clockTolerance, double sameWithin) {}
