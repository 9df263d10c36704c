/** Controllers: requests and answers of HTTP, and nothing else. */
@NullMarked
package io.promshard.target.web;

import org.jspecify.annotations.NullMarked;
