package io.ucmbilling.report.signin;

import io.ucmbilling.report.user.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code gateway.report}: who may look at the report (report contract R1).
 *
 * @param users by name
 * @param oidc what the tokens of a provider tell of their users
 * @param mail reports that are mailed, read by the room report.mail
 */
@ConfigurationProperties(prefix = "gateway.report", ignoreUnknownFields = false)
record SignInSettings(
        @DefaultValue Map<String, UserSettings> users,
        @DefaultValue OidcSettings oidc,
        @DefaultValue Map<String, Object> mail) {

    /**
     * A user.
     *
     * @param password as {@code --new-password} prints it, such as {@code {bcrypt}…} or {@code {argon2}…}; null is refused
     * @param sites ids of the sites that they may see; none: all
     */
    record UserSettings(
            @Nullable String password,
            @DefaultValue("VIEWER") Role role,
            @DefaultValue List<String> sites) {}

    /**
     * Claims of a provider's tokens. A claim inside another is written with dots, such as {@code realm_access.roles}.
     *
     * @param rolesClaim holds names of roles; the greatest of them counts
     * @param sitesClaim holds ids of sites; null: everybody sees all sites
     */
    record OidcSettings(
            @DefaultValue("roles") String rolesClaim,
            @Nullable String sitesClaim) {}
}
