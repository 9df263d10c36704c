/**
 * Which shard of a group has a series when: the moves of targets that a target-sharder tells of, and whose samples count where two
 * shards have scraped the same.
 */
@NullMarked
package io.promshard.query.ownership;

import org.jspecify.annotations.NullMarked;
