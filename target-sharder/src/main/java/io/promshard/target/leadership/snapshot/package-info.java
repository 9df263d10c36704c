/** What a leader writes down of its decisions: its form, and the places where it is kept. */
@NullMarked
package io.promshard.target.leadership.snapshot;

import org.jspecify.annotations.NullMarked;
