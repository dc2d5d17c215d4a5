package io.ucmbilling.calls.source;

/** Key of a call, or of the legs of one session: the site's number and a session as {@code leg.session} has it. */
public record CallKey(short site, String session) {}
