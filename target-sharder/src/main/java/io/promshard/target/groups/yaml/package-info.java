/** YAML as values that know where they stand. The only place that knows the library that parses it. */
@NullMarked
package io.promshard.target.groups.yaml;

import org.jspecify.annotations.NullMarked;
