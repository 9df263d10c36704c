/**
 * The router as a whole: the application in this JVM, real Pushgateways, a real Consul and real clients. Each test states one
 * promise of the service and prints the figures that it measured.
 */
@NullMarked
package io.promshard.pgw.acceptance;

import org.jspecify.annotations.NullMarked;
