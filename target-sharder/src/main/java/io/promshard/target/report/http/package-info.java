/** Asks collectors over HTTP what they scrape. */
@NullMarked
package io.promshard.target.report.http;

import org.jspecify.annotations.NullMarked;
