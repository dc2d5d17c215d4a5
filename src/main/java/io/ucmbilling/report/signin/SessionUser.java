package io.ucmbilling.report.signin;

import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a session holds of who is signed in: one JSON text, which any release can read or take for none.
 *
 * @param since when they signed in, in seconds of the Unix time
 * @param name as {@link ReportUser} has it
 * @param mark of the password by which they signed in; null: a provider of identities sent them
 * @param role by the provider; null: the configuration tells
 * @param sites by the provider; null: all, or the configuration tells
 */
record SessionUser(
        long since,
        String name,
        @Nullable String mark,
        @Nullable Role role,
        @Nullable List<String> sites) {

    static SessionUser configured(String name, String mark, Instant now) {
        return new SessionUser(now.getEpochSecond(), name, mark, null, null);
    }

    static SessionUser provided(ReportUser user, Instant now) {
        SortedSet<String> sites = user.sites();
        return new SessionUser(
                now.getEpochSecond(), user.name(), null, user.role(), sites == null ? null : List.copyOf(sites));
    }

    /** Reads a session's attribute; empty: it is none of this form. */
    static Optional<SessionUser> read(@Nullable Object attribute) {
        if (!(attribute instanceof String text)) {
            return Optional.empty();
        }
        try {
            SessionUser user = JsonMapper.shared().readValue(text, SessionUser.class);
            return user == null || user.name() == null || (user.mark() == null) == (user.role() == null)
                    ? Optional.empty()
                    : Optional.of(user);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    String text() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /** Returns who that is if a provider sent them. */
    Optional<ReportUser> provided() {
        return Optional.ofNullable(role)
                .map(found -> new ReportUser(name, found, sites == null ? null : new TreeSet<>(sites)));
    }
}
