/**
 * One answer from those of several shards. What a merge cannot do is known before the first byte of the answer is written.
 */
@NullMarked
package io.promshard.query.merge;

import org.jspecify.annotations.NullMarked;
