/** Settings, and how the parts are put together. */
@NullMarked
package io.promshard.query.config;

import org.jspecify.annotations.NullMarked;
