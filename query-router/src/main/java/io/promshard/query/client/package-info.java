/** Asking one Prometheus server: the port, its HTTP client, and the guards around it. */
@NullMarked
package io.promshard.query.client;

import org.jspecify.annotations.NullMarked;
