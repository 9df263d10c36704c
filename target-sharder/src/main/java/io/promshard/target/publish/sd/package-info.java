/** What http_sd and the agents are answered, from the publications that this instance has. Knows no framework. */
@NullMarked
package io.promshard.target.publish.sd;

import org.jspecify.annotations.NullMarked;
