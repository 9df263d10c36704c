/** Random queries over data that hurts, asked of the router and of one Prometheus that holds all the data. */
@NullMarked
package io.promshard.query.random;

import org.jspecify.annotations.NullMarked;
