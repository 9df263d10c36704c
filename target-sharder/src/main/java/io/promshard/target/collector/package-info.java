/** Who of a group is there to scrape: states of collectors as a pure function of what the membership said and of time. */
@NullMarked
package io.promshard.target.collector;

import org.jspecify.annotations.NullMarked;
