/** What clients of HTTP share: ends to what a stranger may send, and what we show to whom we ask. */
@NullMarked
package io.promshard.shard.http;

import org.jspecify.annotations.NullMarked;
