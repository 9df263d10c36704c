/** The sharder's side of the agents: who waits, who is told what, and what they report. Knows no framework. */
@NullMarked
package io.promshard.target.agent.serve;

import org.jspecify.annotations.NullMarked;
