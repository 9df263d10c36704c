/** The port {@link io.promshard.query.client.ShardClient} over HTTP, by Apache HttpClient. */
@NullMarked
package io.promshard.query.client.http;

import org.jspecify.annotations.NullMarked;
