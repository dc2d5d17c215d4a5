package io.ucmbilling.report.user;

import java.io.Serial;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is signed in.
 *
 * @param name as configured, or as the provider of identities says it; the audit names them so
 * @param sites ids of the sites that they may see, sorted; null: all
 */
public record ReportUser(String name, Role role, @Nullable SortedSet<String> sites) implements SignedIn {
    @Serial
    private static final long serialVersionUID = 1L;

    public ReportUser {
        sites = sites == null ? null : new TreeSet<>(sites);
    }

    /** Returns whether they may do what a role may. */
    public boolean may(Role needed) {
        return role.includes(needed);
    }

    /** Returns whether they may see a site. What belongs to another one does not exist for them. */
    public boolean sees(String site) {
        return sites == null || sites.contains(site);
    }

    /** Returns those of some sites that they may see, sorted. */
    public SortedSet<String> seen(Collection<String> all) {
        SortedSet<String> seen = new TreeSet<>(all);
        seen.removeIf(site -> !sees(site));
        return seen;
    }

    /** Returns how the audit names them: apart from clients of the REST view. */
    public String actor() {
        return "user:" + name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public ReportUser user() {
        return this;
    }
}
