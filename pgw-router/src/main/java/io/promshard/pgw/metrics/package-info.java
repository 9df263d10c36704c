/** What the router counts, under the names that docs/pgw-router.md lists. Knows Micrometer. */
@NullMarked
package io.promshard.pgw.metrics;

import org.jspecify.annotations.NullMarked;
