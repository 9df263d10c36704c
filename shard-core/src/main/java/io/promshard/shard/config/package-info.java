/** Spring's part of the library: settings and wiring that every service imports. */
@NullMarked
package io.promshard.shard.config;

import org.jspecify.annotations.NullMarked;
