/** Functions of instant vectors and scalars. */
@NullMarked
package io.promshard.query.engine.function;

import org.jspecify.annotations.NullMarked;
