/** What the router promises, on real servers. */
@NullMarked
package io.promshard.query.acceptance;

import org.jspecify.annotations.NullMarked;
