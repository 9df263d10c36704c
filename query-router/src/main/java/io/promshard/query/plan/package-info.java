/** From an expression and a topology to what has to be asked of whom. Pure; a plan names shards, never connections. */
@NullMarked
package io.promshard.query.plan;

import org.jspecify.annotations.NullMarked;
