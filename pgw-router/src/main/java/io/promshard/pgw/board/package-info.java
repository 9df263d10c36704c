/**
 * What routers tell each other and remember together: a small map that all of them see, in Consul or, for a router by itself, in memory
 * and a file.
 */
@NullMarked
package io.promshard.pgw.board;

import org.jspecify.annotations.NullMarked;
