/** What applications on Tomcat share: a look at the connection on which a request came, and who may ask at all. Knows servlets and Tomcat. */
@NullMarked
package io.promshard.shard.web;

import org.jspecify.annotations.NullMarked;
