/** Aggregations: many series become one for each group, or some of them are chosen. */
@NullMarked
package io.promshard.query.engine.aggregate;

import org.jspecify.annotations.NullMarked;
