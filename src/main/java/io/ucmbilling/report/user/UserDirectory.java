package io.ucmbilling.report.user;

import java.util.Optional;

/** Users that are known while they are not signed in, for what is done in their names. */
public interface UserDirectory {
    /** Returns a user as they are now; empty: none of that name is configured. */
    Optional<ReportUser> find(String name);

    /** Returns whether a name is one that a configured provider of identities gives, which alone knows what they may do now. */
    boolean isProvided(String name);
}
