/** What is read raw, taken apart and put together. */
@NullMarked
package io.promshard.query.remote;

import org.jspecify.annotations.NullMarked;
