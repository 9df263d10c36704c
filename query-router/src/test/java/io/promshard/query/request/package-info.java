@NullMarked
package io.promshard.query.request;

import org.jspecify.annotations.NullMarked;
