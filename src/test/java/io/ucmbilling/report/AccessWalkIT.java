package io.ucmbilling.report;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.report.user.Role;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.calls.StoredLegs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Report contract R1: nobody is where they do not belong. The addresses are those that Spring has, so that a new one is walked too, once
 * it is said here who may go there.
 */
class AccessWalkIT {
    /** Who may go where, at least; that nobody must sign in first is told by absence of a role. */
    private static final Map<String, Role> LEAST = new TreeMap<>(Map.ofEntries(
            entry("GET /", Role.VIEWER),
            entry("GET /calls", Role.VIEWER),
            entry("GET /calls/{id}", Role.VIEWER),
            entry("GET /calls/{id}/recordings/{number}", Role.LISTENER),
            entry("GET /calls/{id}/recordings/{number}/delete", Role.ADMINISTRATOR),
            entry("POST /calls/{id}/recordings/{number}/delete", Role.ADMINISTRATOR),
            entry("GET /calls/delete", Role.ADMINISTRATOR),
            entry("POST /calls/delete", Role.ADMINISTRATOR),
            entry("GET /calls/delete/{id}", Role.ADMINISTRATOR),
            entry("POST /calls/views", Role.VIEWER),
            entry("POST /calls/views/{id}/delete", Role.VIEWER),
            entry("GET /calls/download", Role.VIEWER),
            entry("GET /calls/download/columns", Role.VIEWER),
            entry("POST /calls/download/columns", Role.VIEWER),
            entry("GET /calls/download/{name}/progress", Role.VIEWER),
            entry("GET /downloads", Role.ADMINISTRATOR),
            entry("POST /downloads", Role.ADMINISTRATOR),
            entry("GET /downloads/new", Role.ADMINISTRATOR),
            entry("GET /downloads/{id}", Role.ADMINISTRATOR),
            entry("POST /downloads/{id}", Role.ADMINISTRATOR),
            entry("GET /downloads/{id}/delete", Role.ADMINISTRATOR),
            entry("POST /downloads/{id}/delete", Role.ADMINISTRATOR),
            entry("POST /downloads/{id}/send", Role.ADMINISTRATOR),
            entry("GET /overview", Role.VIEWER),
            entry("GET /sites", Role.VIEWER),
            entry("GET /sites/{id}", Role.VIEWER),
            entry("POST /sites/{id}/collections", Role.ADMINISTRATOR),
            entry("GET /audit", Role.ADMINISTRATOR)));

    /** What a variable of a pattern must match. */
    private static final Pattern CONSTRAINT = Pattern.compile("\\{(\\w+):(?:[^{}]|\\{[^}]*})*}");

    private static final String LOGIN = "GET /login";

    /** What is not there in this walk, or is gone once it was walked by somebody who may. */
    private static final List<String> MISSING = List.of("{name}", "/delete/{id}", "/views/{id}", "/downloads/{id}");

    private static final Map<String, Role> USERS = Map.of(
            ReportGateway.VIEWER, Role.VIEWER,
            ReportGateway.LISTENER, Role.LISTENER,
            ReportGateway.ADMIN, Role.ADMINISTRATOR,
            ReportGateway.NORTH, Role.ADMINISTRATOR);

    private static ReportGateway gateway;
    private static String ours;
    private static String theirs;

    @BeforeAll
    static void start() {
        gateway = ReportGateway.shared();
        StoredLegs legs = gateway.legs().of("branch-a").of("branch-b");
        legs.keep("branch-a", FleetOfCalls.branchA().subList(0, 1));
        legs.keep("branch-b", FleetOfCalls.branchB().subList(0, 1));
        legs.follow();
        ours = call("branch-a");
        theirs = call("branch-b");
    }

    private static String call(String site) {
        return gateway.as(ReportGateway.ADMIN)
                .open("/calls?site=" + site + "&from=2026-03-01T00:00&to=2026-03-04T00:00")
                .select("table.report a[href^=/calls/]")
                .eachAttr("href")
                .getFirst()
                .substring("/calls/".length());
    }

    /** Returns method and pattern of each address of the report. */
    private static List<String> addresses() {
        gateway.nobody().get("/login");
        List<String> addresses = new ArrayList<>();
        Objects.requireNonNull(gateway.bean(DispatcherServlet.class).getHandlerMappings()).stream()
                .filter(RequestMappingHandlerMapping.class::isInstance)
                .map(RequestMappingHandlerMapping.class::cast)
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(mapped -> mapped.getValue().getBeanType().getName().startsWith("io.ucmbilling.report."))
                .forEach(mapped -> addresses.addAll(addresses(mapped.getKey())));
        return addresses.stream().distinct().sorted().toList();
    }

    private static List<String> addresses(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .map(pattern -> CONSTRAINT.matcher(pattern).replaceAll("{$1}"))
                .flatMap(pattern -> methods(info).map(method -> method + " " + pattern))
                .toList();
    }

    private static Stream<RequestMethod> methods(RequestMappingInfo info) {
        var methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty() ? Stream.of(RequestMethod.GET, RequestMethod.POST) : methods.stream();
    }

    private static List<String> walked(String method) {
        return addresses().stream()
                .filter(address -> address.startsWith(method) && !address.equals(LOGIN))
                .toList();
    }

    private static String target(String address, String call) {
        return address.replaceFirst("^[A-Z]+ ", "")
                .replaceFirst("^/calls/\\{id}", "/calls/" + call)
                .replaceFirst("^/sites/\\{id}", "/sites/" + (call.equals(theirs) ? "branch-b" : "branch-a"))
                .replace("{number}", "1")
                .replaceAll("\\{[^}]*}", "7f6c3a52-8a54-4b0e-9a53-0d6b8b1f5c11");
    }

    private static boolean isMissing(String address) {
        return MISSING.stream().anyMatch(address::contains);
    }

    @Test
    void eachAddressHasALeastRole() {
        TreeSet<String> known = new TreeSet<>(LEAST.keySet());
        known.add(LOGIN);

        assertThat(addresses()).as("addresses of the report").containsExactlyElementsOf(known);
    }

    @Test
    void strangersAreAskedToSignIn() {
        PageClient stranger = gateway.nobody();

        assertThat(walked("GET"))
                .allSatisfy(address -> assertThat(
                                stranger.get(target(address, ours)).location())
                        .isEqualTo("/login"));
        assertThat(walked("POST"))
                .allSatisfy(address -> assertThat(
                                stranger.post(target(address, ours)).location())
                        .isEqualTo("/login"));
    }

    @Test
    void eachRoleGetsWhatItMay() {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (String address : walked("GET")) {
            USERS.forEach((user, role) -> {
                PageAnswer answer = gateway.as(user).get(target(address, ours));
                boolean may = role.includes(LEAST.getOrDefault(address, Role.ADMINISTRATOR));
                boolean refused = answer.status() == 403 || answer.status() == 404;
                if ((may && refused && !isMissing(address)) || (!may && !refused) || answer.status() == 500) {
                    wrong.put(user + " " + address, answer.status() + " " + answer.location());
                }
            });
        }

        assertThat(wrong).isEmpty();
    }

    /** As a page of another site could make a browser do it. */
    @Test
    void noFormIsTakenWithoutItsToken() {
        assertThat(walked("POST"))
                .isNotEmpty()
                .allSatisfy(address -> assertThat(gateway.as(ReportGateway.ADMIN)
                                .postWithoutToken(target(address, ours))
                                .status())
                        .isEqualTo(403));
    }

    @Test
    void noFormIsTakenFromASmallerRole() {
        for (String address : walked("POST")) {
            USERS.forEach((user, role) -> {
                if (!role.includes(LEAST.getOrDefault(address, Role.ADMINISTRATOR))) {
                    assertThat(gateway.as(user).post(target(address, ours)).status())
                            .as(user + " " + address)
                            .isIn(403, 404);
                }
            });
        }
    }

    /** Calls of other sites do not exist, also for an administrator. */
    @Test
    void otherSitesDoNotExist() {
        PageClient north = gateway.as(ReportGateway.NORTH);

        for (String address : addresses()) {
            if (address.contains("/calls/{id}") || address.contains("/sites/{id}")) {
                PageAnswer answer = address.startsWith("GET")
                        ? north.get(target(address, theirs))
                        : north.post(target(address, theirs));
                assertThat(answer.status()).as(address).isEqualTo(404);
            } else if (address.startsWith("GET") && !address.contains("{") && !address.equals("GET /")) {
                assertThat(north.get(target(address, theirs)).text())
                        .as(address)
                        .doesNotContain("branch-b", theirs);
            }
        }
        assertThat(gateway.as(ReportGateway.ADMIN).get("/calls/" + theirs).status())
                .isEqualTo(200);
    }
}
