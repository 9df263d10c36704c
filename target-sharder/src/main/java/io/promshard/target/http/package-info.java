/** What clients of HTTP here share. */
@NullMarked
package io.promshard.target.http;

import org.jspecify.annotations.NullMarked;
