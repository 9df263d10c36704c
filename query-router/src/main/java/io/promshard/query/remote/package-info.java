/**
 * Prometheus' remote read as bytes: requests and answers as messages of protocol buffers, in blocks of Snappy or in frames. Knows
 * neither HTTP nor shards.
 */
@NullMarked
package io.promshard.query.remote;

import org.jspecify.annotations.NullMarked;
