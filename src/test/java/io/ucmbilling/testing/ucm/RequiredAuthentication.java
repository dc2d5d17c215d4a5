package io.ucmbilling.testing.ucm;

/** What a {@link SimulatedUcm} asks for on {@code /cdrapi}. */
public enum RequiredAuthentication {
    /** No user name is configured: everyone is served. */
    NONE,
    BASIC,
    /** MD5 with {@code qop="auth"}. */
    DIGEST,
    BASIC_OR_DIGEST
}
