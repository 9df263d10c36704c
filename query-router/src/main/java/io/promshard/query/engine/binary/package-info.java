/** Operators between two expressions. */
@NullMarked
package io.promshard.query.engine.binary;

import org.jspecify.annotations.NullMarked;
