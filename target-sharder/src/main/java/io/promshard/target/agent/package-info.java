/** The agent: keeps the files of one collector on its own host as the sharders say, with or without them. */
@NullMarked
package io.promshard.target.agent;

import org.jspecify.annotations.NullMarked;
