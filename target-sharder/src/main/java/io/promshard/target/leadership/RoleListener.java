package io.promshard.target.leadership;

/** Is told of each change of the role, on a thread that keeps the leadership alive: it must not take long. */
@FunctionalInterface
public interface RoleListener {

    void changed(Role role);
}
