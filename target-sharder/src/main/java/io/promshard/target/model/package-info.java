/** Targets, what tells them apart, and the collectors that scrape them. Knows the JDK, labels and the hash. */
@NullMarked
package io.promshard.target.model;

import org.jspecify.annotations.NullMarked;
