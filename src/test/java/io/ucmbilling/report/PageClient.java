package io.ucmbilling.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/**
 * Somebody at a browser without JavaScript: keeps cookies, follows no redirect by itself, and sends forms with the token against forged
 * requests.
 */
public final class PageClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TOKEN_COOKIE = "XSRF-TOKEN";

    private final String url;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public PageClient(String url) {
        this.url = url;
    }

    /** Signs in, and expects that it can. */
    public void signIn(String user, String password) {
        PageAnswer answer = tryToSignIn(user, password);
        assertThat(answer.location()).as("where sign-in leads").doesNotContain("/login");
    }

    /** Sends name and password, whatever comes of it. */
    public PageAnswer tryToSignIn(String user, String password) {
        return post("/login", "username", user, "password", password);
    }

    /** Asks for a page. @param headers names and values */
    public PageAnswer get(String target, String... headers) {
        return send(request(target, headers).GET());
    }

    /** Asks for a page that must be there, and reads it. */
    public Document open(String target) {
        PageAnswer answer = get(target);
        assertThat(answer.status()).as(target).isEqualTo(200);
        return answer.document();
    }

    /** Sends a form with the token. @param fields names and values */
    public PageAnswer post(String target, String... fields) {
        List<String> all = new ArrayList<>(Arrays.asList(fields));
        all.addAll(List.of("_csrf", token()));
        return postWithoutToken(target, all.toArray(String[]::new));
    }

    /** Sends a form as another site's page could make the browser send it. */
    public PageAnswer postWithoutToken(String target, String... fields) {
        String body = IntStream.range(0, fields.length / 2)
                .mapToObj(i -> encoded(fields[2 * i]) + "=" + encoded(fields[2 * i + 1]))
                .collect(Collectors.joining("&"));
        return send(request(target, "Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /**
     * Sends a form of a page as it stands there, but for some fields.
     *
     * @param changes names and values of the fields that are filled in otherwise, or added
     */
    public PageAnswer submit(Element form, String... changes) {
        List<String> fields = new ArrayList<>(Arrays.asList(changes));
        ((FormElement) form)
                .formData().stream()
                        .filter(field -> IntStream.range(0, changes.length / 2)
                                .noneMatch(i -> changes[2 * i].equals(field.key())))
                        .forEach(field -> fields.addAll(List.of(field.key(), field.value())));
        if (form.attr("method").equalsIgnoreCase("post")) {
            return postWithoutToken(form.attr("action"), fields.toArray(String[]::new));
        }
        String query = IntStream.range(0, fields.size() / 2)
                .mapToObj(i -> encoded(fields.get(2 * i)) + "=" + encoded(fields.get(2 * i + 1)))
                .collect(Collectors.joining("&"));
        return get(form.attr("action") + "?" + query);
    }

    /** Returns the value of a cookie; empty: there is none. */
    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** Has a cookie from now on. */
    public void cookie(String name, String value) {
        cookies.put(name, value);
    }

    /** Returns the token for a form, of the cookie that each page with a form gives. */
    private String token() {
        for (String page : List.of("/login", "/calls")) {
            if (!cookies.containsKey(TOKEN_COOKIE)) {
                get(page);
            }
        }
        byte[] token = cookie(TOKEN_COOKIE).getBytes(StandardCharsets.UTF_8);
        // A form has it behind random bytes, with which it is mixed. Zeros leave it as it is.
        byte[] mixed = new byte[2 * token.length];
        System.arraycopy(token, 0, mixed, token.length, token.length);
        return Base64.getUrlEncoder().encodeToString(mixed);
    }

    private HttpRequest.Builder request(String target, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url).resolve(target))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private PageAnswer send(HttpRequest.Builder request) {
        try {
            PageAnswer answer = new PageAnswer(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
            answer.headers("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keep(String header) {
        for (HttpCookie cookie : HttpCookie.parse(header)) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
