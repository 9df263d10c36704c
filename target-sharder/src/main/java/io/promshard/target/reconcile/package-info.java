/** Observe, decide, act: the loop in which targets, collectors and loads become publications. It owns time and order. */
@NullMarked
package io.promshard.target.reconcile;

import org.jspecify.annotations.NullMarked;
