package io.ucmbilling.cdrapi.recapi;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;

/** The value of a Content-Disposition that offers an answer to be saved (RFC 6266; names beyond ASCII as RFC 8187 has them). */
final class AttachmentHeader {
    private AttachmentHeader() {}

    /** @param file a name without a path */
    static String named(String file) {
        ContentDisposition.Builder attachment = ContentDisposition.attachment();
        boolean plain = file.chars().allMatch(c -> c < 0x7F);
        return (plain ? attachment.filename(file) : attachment.filename(file, StandardCharsets.UTF_8))
                .build()
                .toString();
    }
}
