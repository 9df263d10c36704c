/** Values of the query side: what a label matcher, a label set and a native histogram is. Knows the JDK and labels. */
@NullMarked
package io.promshard.query.model;

import org.jspecify.annotations.NullMarked;
