package io.ucmbilling.report.page;

import java.util.Arrays;
import java.util.List;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Which addresses of the application's port are the report's. All others belong to the REST view and its document. */
public final class ReportAddresses {
    /** What pages are made of: styles, scripts, icons. Whoever comes gets them. */
    public static final RequestMatcher FILES = anyOf("/report/**", "/webjars/**");

    /** Where somebody signs in, before they have. */
    public static final RequestMatcher SIGN_IN = anyOf("/login/**", "/oauth2/**");

    /** What administrators alone may open or send. */
    public static final RequestMatcher OF_ADMINISTRATORS = anyOf(
            "/downloads/**", "/audit/**", "/calls/delete/**", "/calls/*/recordings/*/delete", "/sites/*/collections");

    /** What listeners and administrators may open. */
    public static final RequestMatcher OF_LISTENERS = anyOf("/calls/*/recordings/**");

    /** Pages and their forms, all of the above but files among them. */
    static final RequestMatcher PAGES = new OrRequestMatcher(
            SIGN_IN, OF_ADMINISTRATORS, anyOf("/", "/calls/**", "/overview/**", "/sites/**", "/logout"));

    public static final RequestMatcher ALL = new OrRequestMatcher(PAGES, FILES);

    private ReportAddresses() {}

    private static RequestMatcher anyOf(String... patterns) {
        List<RequestMatcher> matchers = Arrays.stream(patterns)
                .map(PathPatternRequestMatcher::pathPattern)
                .map(RequestMatcher.class::cast)
                .toList();
        return new OrRequestMatcher(matchers);
    }
}
