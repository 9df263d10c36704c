/** Which groups are meant: selectors over the labels of their keys, in PromQL's form. Knows the JDK, labels and grouping keys. */
@NullMarked
package io.promshard.pgw.selector;

import org.jspecify.annotations.NullMarked;
