package io.ucmbilling.report;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What a page, a form or a download was answered. */
public record PageAnswer(HttpResponse<byte[]> response) {
    public int status() {
        return response.statusCode();
    }

    /** Returns a header's value; empty: it was not sent. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    /** Returns where a redirect leads, as path and query; empty: it is none. */
    public String location() {
        return header("Location").replaceFirst("^https?://[^/]*", "");
    }

    public byte[] bytes() {
        return response.body();
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Returns the page, read as a browser does. */
    public Document document() {
        return Jsoup.parse(text(), response.uri().toString());
    }
}
