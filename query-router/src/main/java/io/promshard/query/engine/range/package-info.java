/** Functions of ranges, over the series of a subquery or samples as they were scraped. */
@NullMarked
package io.promshard.query.engine.range;

import org.jspecify.annotations.NullMarked;
