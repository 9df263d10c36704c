/** What is measured of a sharder on fakes. */
@NullMarked
package io.promshard.target.metrics;

import org.jspecify.annotations.NullMarked;
