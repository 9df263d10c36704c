/**
 * Which group a push belongs to, read from the request target alone and exactly as a Pushgateway reads it.
 *
 * <p>Two pushes have equal {@link io.promshard.pgw.grouping.GroupingKey}s if and only if a Pushgateway stores them in
 * the same group, whatever the order and spelling of their labels. What a Pushgateway refuses is refused here with the
 * same status and words, and what it takes but should not have is found by the {@link
 * io.promshard.pgw.grouping.PoisonGuard}.
 *
 * <p>Paths, names and values are bytes, since a Pushgateway does not ask for UTF-8 in a path. They travel as <em>byte
 * strings</em>: a {@code String} with one {@code char} from 0 to 255 a byte (ISO-8859-1), as a servlet container hands
 * out the raw request URI. What is named "text" is proper Unicode. The package knows only the JDK.
 */
@NullMarked
package io.promshard.pgw.grouping;

import org.jspecify.annotations.NullMarked;
