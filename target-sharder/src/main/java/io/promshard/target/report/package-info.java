/** What collectors say that they scrape, as values. Whoever asks them is in {@code http}. */
@NullMarked
package io.promshard.target.report;

import org.jspecify.annotations.NullMarked;
