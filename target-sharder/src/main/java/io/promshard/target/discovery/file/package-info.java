/** Prometheus' file_sd: files that match, read together, and told of by the file system. */
@NullMarked
package io.promshard.target.discovery.file;

import org.jspecify.annotations.NullMarked;
