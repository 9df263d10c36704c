/** Target groups as Prometheus' file_sd and http_sd write them, in JSON and YAML, refused where Prometheus refuses them. */
@NullMarked
package io.promshard.target.discovery.format;

import org.jspecify.annotations.NullMarked;
