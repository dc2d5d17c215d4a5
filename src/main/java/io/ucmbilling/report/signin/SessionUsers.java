package io.ucmbilling.report.signin;

import io.ucmbilling.report.signin.ConfiguredUsers.ConfiguredUser;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.report.user.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * Who is signed in, by their session.
 *
 * <ol>
 *   <li>A session names its user. What a configured one may do is told by the configuration anew at each request, so that another role
 *       counts at once, on each replica that has it.
 *   <li>A session ends if its user is gone from the configuration or has another password, if its provider is, if it began twelve hours
 *       ago, or if nobody can read it.
 * </ol>
 *
 * @param providers whether a name is one that a configured provider gives
 */
record SessionUsers(ConfiguredUsers users, Predicate<String> providers, Clock clock)
        implements SecurityContextRepository {
    static final String ATTRIBUTE = "report.user";
    private static final Duration LONGEST = Duration.ofHours(12);

    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        HttpSession session = holder.getRequest().getSession(false);
        if (session == null) {
            return new SecurityContextImpl();
        }
        Optional<ReportUser> user =
                SessionUser.read(session.getAttribute(ATTRIBUTE)).flatMap(this::current);
        if (user.isEmpty()) {
            session.invalidate();
            return new SecurityContextImpl();
        }
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(user.get(), null, List.of()));
    }

    private Optional<ReportUser> current(SessionUser session) {
        Instant end = Instant.ofEpochSecond(session.since()).plus(LONGEST);
        if (!clock.instant().isBefore(end)) {
            return Optional.empty();
        }
        return session.mark() == null
                ? session.provided().filter(user -> providers.test(user.name()))
                : users.find(session.name())
                        .filter(user -> user.password().mark().equals(session.mark()))
                        .map(ConfiguredUser::user);
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() != null
                && context.getAuthentication().getPrincipal() instanceof SignedIn signedIn) {
            ReportUser user = signedIn.user();
            Instant now = clock.instant();
            SessionUser kept = users.find(user.name())
                    .map(found ->
                            SessionUser.configured(user.name(), found.password().mark(), now))
                    .orElseGet(() -> SessionUser.provided(user, now));
            HttpSession session = request.getSession();
            session.setAttribute(ATTRIBUTE, kept.text());
            session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, user.name());
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) != null;
    }
}
