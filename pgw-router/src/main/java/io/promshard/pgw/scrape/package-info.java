/**
 * Reads Pushgateways by HTTP: their exposition in protobuf, and their list of groups in JSON where the exposition leaves open which
 * group a metric belongs to.
 *
 * <p>Knows the JDK's HTTP client, Jackson, {@code snapshot} and what that knows.
 */
@NullMarked
package io.promshard.pgw.scrape;

import org.jspecify.annotations.NullMarked;
