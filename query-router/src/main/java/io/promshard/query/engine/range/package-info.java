/** Functions of ranges, over the series of a subquery. */
@NullMarked
package io.promshard.query.engine.range;

import org.jspecify.annotations.NullMarked;
