/**
 * From the layout that is to the assignment that shall be, without a gap: a pure state machine, stepped by its caller, and the history
 * of what it did.
 */
@NullMarked
package io.promshard.target.handover;

import org.jspecify.annotations.NullMarked;
