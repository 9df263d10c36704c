/** Servers and clients that tests script. */
@NullMarked
package io.promshard.query.client;

import org.jspecify.annotations.NullMarked;
