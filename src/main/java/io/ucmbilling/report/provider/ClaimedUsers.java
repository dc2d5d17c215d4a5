package io.ucmbilling.report.provider;

import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's claims make of somebody.
 *
 * <ol>
 *   <li>The greatest role whose name is among the values of one claim, in capitals or not. Other values are passed over. Nobody gets in
 *       without a role.
 *   <li>The sites whose ids are among the values of another. If no claim is configured, all; if a token lacks it, none.
 *   <li>A claim is a list, or a text with values between spaces. It is found by its whole name, else along its dots.
 * </ol>
 *
 * @param sitesClaim null: everybody sees all sites
 */
record ClaimedUsers(String rolesClaim, @Nullable String sitesClaim) {
    private static final int MOST_CHARACTERS = 200;

    /** Returns who that is; empty: somebody without a role. @param name with which the provider is to be told */
    Optional<ReportUser> user(String name, Map<String, Object> claims) {
        return values(claims, rolesClaim)
                .flatMap(value ->
                        Arrays.stream(Role.values()).filter(role -> role.name().equalsIgnoreCase(value)))
                .max(Comparator.naturalOrder())
                .map(role -> new ReportUser(name, role, sites(claims)));
    }

    private @Nullable SortedSet<String> sites(Map<String, Object> claims) {
        return sitesClaim == null
                ? null
                : values(claims, sitesClaim).collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    /** Returns the name by which the audit knows a user of a provider, of bounded length. */
    static String name(String registration, String name) {
        String visible = name.strip().replaceAll("\\p{Cntrl}", "");
        return registration + ":" + visible.substring(0, Math.min(MOST_CHARACTERS, visible.length()));
    }

    private static Stream<String> values(Map<?, ?> claims, String claim) {
        return switch (claims.get(claim)) {
            case String text -> Arrays.stream(text.strip().split("\\s+"));
            case Collection<?> items -> items.stream().map(String::valueOf);
            case null -> inner(claims, claim);
            default -> Stream.empty();
        };
    }

    private static Stream<String> inner(Map<?, ?> claims, String claim) {
        int dot = claim.indexOf('.');
        return dot > 0 && claims.get(claim.substring(0, dot)) instanceof Map<?, ?> inner
                ? values(inner, claim.substring(dot + 1))
                : Stream.empty();
    }
}
