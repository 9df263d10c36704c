/**
 * Sources of one's own: a {@link io.promshard.target.discovery.plugin.TargetProvider} in a jar beside the application.
 *
 * <p>The jars are loaded by a class loader of their own, whose parent is the application's: so the packed application needs no other
 * start class or layout, and what a plug-in brings along is seen by plug-ins only.
 */
@NullMarked
package io.promshard.target.discovery.plugin;

import org.jspecify.annotations.NullMarked;
