package io.ucmbilling.report.signin;

import io.ucmbilling.access.password.PasswordHash;
import io.ucmbilling.report.signin.ConfiguredUsers.ConfiguredUser;
import io.ucmbilling.report.signin.SignInThrottle.SignIn;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Sign-in by the name and password of a configured user. A name that nobody has takes as long as a wrong password. */
record PasswordSignIn(ConfiguredUsers users, SignInThrottle throttle) implements AuthenticationProvider {
    private static final int MOST_CHARACTERS = 1000;

    @Override
    public Authentication authenticate(Authentication given) {
        Optional<ConfiguredUser> user = users.find(given.getName());
        String password = String.valueOf(given.getCredentials());
        Optional<PasswordHash> hash = user.map(ConfiguredUser::password).or(users::any);
        if (hash.isEmpty() || password.length() > MOST_CHARACTERS) {
            throw new BadCredentialsException("a password of " + password.length() + " characters");
        }
        boolean right = throttle.admits(new SignIn(
                address(given), user.map(found -> found.user().name()).orElse(null), hash.get(), password));
        if (!right || user.isEmpty()) {
            throw new BadCredentialsException("wrong name or password");
        }
        return UsernamePasswordAuthenticationToken.authenticated(user.get().user(), null, List.of());
    }

    private static String address(Authentication given) {
        return given.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
