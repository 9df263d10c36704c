package io.promshard.pgw.forward;

/** When a push that goes to several gateways is a success for its client. */
public enum Ack {
    /** As soon as one gateway has taken it. The others get it all the same. */
    ONE,
    /** When as many gateways as there shall be copies have taken it. */
    ALL
}
