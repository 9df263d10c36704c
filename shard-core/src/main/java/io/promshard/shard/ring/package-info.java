/**
 * Who owns a key: consistent hashing as an immutable value.
 *
 * <p>Knows the JDK and the hash function. Where a key lands is a contract between processes and releases, so golden values
 * pin it.
 */
@NullMarked
package io.promshard.shard.ring;

import org.jspecify.annotations.NullMarked;
