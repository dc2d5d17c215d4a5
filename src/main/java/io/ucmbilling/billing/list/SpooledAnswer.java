package io.ucmbilling.billing.list;

import io.ucmbilling.recording.http.RequestConditions;
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
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.http.ETag;

/**
 * Answer that is written to a file before its first byte is sent, so that its head can tell a digest of all of it. The file goes with
 * it.
 */
final class SpooledAnswer implements AutoCloseable {
    private final Path file;
    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private final OutputStream out;

    /** @param space takes room for all that is written; without any, the writer is refused */
    SpooledAnswer(SpoolSpace space) throws IOException {
        file = Files.createTempFile("gateway-answer", "");
        out = new DigestOutputStream(space.over(Files.newOutputStream(file)), digest);
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
        ETag tag = new ETag(version + "-" + HexFormat.of().formatHex(sha256), false);
        response.setHeader("ETag", tag.formattedTag());
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("Vary", "Accept, Authorization");
        response.setHeader("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
        if (RequestConditions.isKnown(tag, request)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentLengthLong(Files.size(file));
        if (!request.getMethod().equals("HEAD")) {
            Files.copy(file, response.getOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(file);
        } finally {
            out.close();
        }
    }
}
