/** Keeps pushes of single groups waiting for a moment, so that nobody pushes what is being moved. Knows the JDK only. */
@NullMarked
package io.promshard.pgw.hold;

import org.jspecify.annotations.NullMarked;
