/** The API over a sharder on fakes. */
@NullMarked
package io.promshard.target.web;

import org.jspecify.annotations.NullMarked;
