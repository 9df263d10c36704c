/**
 * The running router against gateways and clients that misbehave. Both are sockets, so that every byte and every silence can be had;
 * the router is the application itself in its Tomcat.
 */
@NullMarked
package io.promshard.pgw.faults;

import org.jspecify.annotations.NullMarked;
