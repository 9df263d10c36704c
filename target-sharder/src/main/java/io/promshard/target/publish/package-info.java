/** How a collector learns its targets: files, HTTP, an agent beside it, a command. */
@NullMarked
package io.promshard.target.publish;

import org.jspecify.annotations.NullMarked;
