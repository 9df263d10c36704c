/** What applications on Tomcat share: a look at the connection on which a request came. Knows servlets and Tomcat, nothing of ours. */
@NullMarked
package io.promshard.shard.web;

import org.jspecify.annotations.NullMarked;
