package io.promshard.query.tenancy;

/** What becomes of a selector that asks for another tenant's series. */
public enum OnConflict {
    /** It selects nothing: its own matchers and the tenant's both hold. */
    EMPTY,
    /** It is an error of the client, so that a mistake in a dashboard shows. */
    REFUSE
}
