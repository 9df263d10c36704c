/** Files for Prometheus' file_sd, each whole at every moment. Knows the JDK and the encoded lists. */
@NullMarked
package io.promshard.target.publish.files;

import org.jspecify.annotations.NullMarked;
