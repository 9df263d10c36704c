/** What clients of HTTP share: ends to what a stranger may send. */
@NullMarked
package io.promshard.shard.http;

import org.jspecify.annotations.NullMarked;
