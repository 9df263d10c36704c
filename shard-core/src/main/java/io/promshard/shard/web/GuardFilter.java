package io.promshard.shard.web;

import jakarta.servlet.http.HttpFilter;

/** Stands before all that an application answers, on its own port and on that of its management alike. */
public abstract class GuardFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
}
