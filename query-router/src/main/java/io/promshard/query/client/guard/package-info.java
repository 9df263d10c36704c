/** Decorators of {@link io.promshard.query.client.ShardClient}: breaker and bulkhead, and the way from replica to replica. */
@NullMarked
package io.promshard.query.client.guard;

import org.jspecify.annotations.NullMarked;
