/** Makes the sources that the configuration asks for: the one place that knows all kinds. */
@NullMarked
package io.promshard.target.discovery.sources;

import org.jspecify.annotations.NullMarked;
