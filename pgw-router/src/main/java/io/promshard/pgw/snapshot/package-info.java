/**
 * The groups of one gateway at one moment, told from its exposition.
 *
 * <p>A Pushgateway exposes all groups as one. Each has its {@code push_time_seconds}, whose labels are the group's, so the groups are
 * known from the exposition; a metric belongs to a group whose labels it has. Where it has those of several, as {@code
 * {job="a",instance="b"}} has of the groups {@code a} and {@code a/b}, only the gateway's JSON knows, or an earlier snapshot, as
 * long as the group was not pushed meanwhile.
 *
 * <p>Knows the JDK, {@code grouping} and {@code exposition}.
 */
@NullMarked
package io.promshard.pgw.snapshot;

import org.jspecify.annotations.NullMarked;
