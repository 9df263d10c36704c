/**
 * Who belongs to a service, as an immutable view that is swapped whole.
 *
 * <p>A source ({@code consul}, {@code fixed}) writes into a {@link io.promshard.shard.membership.LiveMembership}; everybody
 * else reads through {@link io.promshard.shard.membership.Membership}. Knows the JDK only.
 */
@NullMarked
package io.promshard.shard.membership;

import org.jspecify.annotations.NullMarked;
