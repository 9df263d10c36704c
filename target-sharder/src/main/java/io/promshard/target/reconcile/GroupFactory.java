package io.promshard.target.reconcile;

import io.promshard.target.reconcile.GroupRuntime.Inheritance;
import io.promshard.target.spec.GroupSpec;

/** Makes groups work. */
@FunctionalInterface
public interface GroupFactory {

    /** A runtime that is not started. */
    GroupRuntime make(GroupSpec spec, Inheritance inherited);
}
