/** Targets in Consul's catalogue, with the labels that Prometheus' consul_sd gives them. */
@NullMarked
package io.promshard.target.discovery.consul;

import org.jspecify.annotations.NullMarked;
