/** The application on real collectors, and what they scraped. */
@NullMarked
package io.promshard.target.acceptance;

import org.jspecify.annotations.NullMarked;
