package io.ucmbilling.billing.list;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Answer that is written to a file before its first byte is sent, so that its head can tell a digest of all of it. The file goes with
 * it.
 */
final class SpooledAnswer implements AutoCloseable {
    private final Path file;
    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private final OutputStream out;

    SpooledAnswer() throws IOException {
        file = Files.createTempFile("gateway-answer", "");
        out = new DigestOutputStream(Files.newOutputStream(file), digest);
    }

    /** Returns where the answer is to be written, much at a time. */
    OutputStream out() {
        return out;
    }

    /**
     * Sends it, or 304 if the client has it.
     *
     * @param version stands in the entity tag beside the digest
     */
    void send(String version, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] sha256 = digest.digest();
        String tag = "\"" + version + "-" + HexFormat.of().formatHex(sha256) + "\"";
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("Vary", "Accept, Authorization");
        response.setHeader("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
        if (has(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentLengthLong(Files.size(file));
        if (!request.getMethod().equals("HEAD")) {
            Files.copy(file, response.getOutputStream());
        }
    }

    /** Returns whether a condition names the tag, weakly compared (RFC 9110, section 13.1.2). */
    private static boolean has(@Nullable String condition, String tag) {
        List<String> tags = condition == null
                ? List.of()
                : Stream.of(condition.split(",")).map(String::strip).toList();
        return tags.contains("*") || tags.contains(tag) || tags.contains("W/" + tag);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
