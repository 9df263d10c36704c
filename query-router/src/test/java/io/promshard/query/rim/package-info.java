/** The application as its clients see it, on connections of which every byte can be given. */
@NullMarked
package io.promshard.query.rim;

import org.jspecify.annotations.NullMarked;
