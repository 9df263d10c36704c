/** What collectors have to be told to get their targets from us. */
@NullMarked
package io.promshard.target.snippet;

import org.jspecify.annotations.NullMarked;
