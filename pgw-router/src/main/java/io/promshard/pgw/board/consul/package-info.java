/** The board in Consul's key-value store. */
@NullMarked
package io.promshard.pgw.board.consul;

import org.jspecify.annotations.NullMarked;
