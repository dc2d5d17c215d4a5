package io.ucmbilling.testing.ucm;

/**
 * What a {@link SimulatedUcm} was asked so far.
 *
 * @param requests of every kind, those that met a fault too
 * @param pages answers with a whole, right page, empty ones too
 * @param records on these pages
 * @param emptyPages of the pages the empty ones
 * @param wrongQueries requests that broke a rule of contract S2
 * @param unsigned requests without a user, which were asked to sign in
 * @param wrongPasswords refused sign-ins, those on a locked account too
 * @param logins of the newer HTTPS API that were granted
 */
public record RequestLog(
        long requests,
        long pages,
        long records,
        long emptyPages,
        long wrongQueries,
        long unsigned,
        long wrongPasswords,
        long logins) {}
