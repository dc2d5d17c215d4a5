package io.ucmbilling.cdrapi.recapi;

import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.cdrapi.recapi.RecordingSearch.FoundRecording;
import io.ucmbilling.recording.Recording;
import io.ucmbilling.ucm.site.UcmFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.http.ContentDisposition;
import org.springframework.http.ETag;
import org.springframework.http.HttpRange;

/**
 * Answer with one recording, with conditions and one range as RFC 9110 has them (contract S6).
 *
 * <ol>
 *   <li>If-Match, If-Unmodified-Since: 412; If-None-Match, If-Modified-Since: 304;
 *   <li>Range, of a GET alone: 206, or 416 if nothing of the file is in it. Several ranges or headers, and anything but
 *       a range of bytes, are not looked at. The whole file is sent, as RFC 9110, 14.2 allows;
 *   <li>If-Range: the range counts if its tag is the file's;
 *   <li>the length, then the bytes; nothing of them for HEAD.
 * </ol>
 */
final class ServedFile {
    private static final String CONTENT_TYPE = "audio/wav";

    /**
     * Ranges of bytes as RFC 9110, 14.1.2 has them. Spring's parser also takes signs, spaces and digits of other
     * scripts.
     */
    private static final String RANGE = "(?:[0-9]+-[0-9]*|-[0-9]+)";

    private static final Pattern RANGES =
            Pattern.compile("bytes=(?:,[ \\t]*)*" + RANGE + "(?:[ \\t]*,(?:[ \\t]*" + RANGE + ")?)*[ \\t]*");
    private static final int LONGEST_RANGES = 1000;

    private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9])0+(?=[0-9])");
    private static final Pattern BEYOND_LONG = Pattern.compile("[0-9]{19,}");

    private final Recording recording;
    private final String fileName;
    private final ETag tag;
    private final RequestConditions conditions;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    private ServedFile(FoundRecording found, HttpServletRequest request, HttpServletResponse response) {
        this.recording = found.recording();
        this.fileName = found.name().baseName();
        this.tag = new ETag(recording.label().tag(), false);
        this.conditions = new RequestConditions(tag, recording.label().lastModified());
        this.request = request;
        this.response = response;
    }

    static RequestOutcome answer(FoundRecording found, HttpServletRequest request, HttpServletResponse response)
            throws IOException, UcmFault {
        return new ServedFile(found, request, response).answer();
    }

    private RequestOutcome answer() throws IOException, UcmFault {
        response.setHeader("ETag", tag.formattedTag());
        response.setDateHeader("Last-Modified", recording.label().lastModified().toEpochMilli());
        response.setHeader("Accept-Ranges", "bytes");
        int failing = conditions.failing(request);
        if (failing != 0) {
            response.setStatus(failing);
            return failing == HttpServletResponse.SC_NOT_MODIFIED ? RequestOutcome.ANSWERED : RequestOutcome.REFUSED;
        }
        List<HttpRange> ranges = ranges();
        return ranges.size() == 1
                ? part(ranges.getFirst())
                : send(0, recording.label().length());
    }

    /** Returns the ranges asked for; empty: the whole file is to be sent. */
    private List<HttpRange> ranges() {
        List<String> asked = Collections.list(request.getHeaders("Range"));
        if (asked.size() != 1 || !request.getMethod().equals("GET") || !conditions.allowPart(request)) {
            return List.of();
        }
        String ranges = asked.getFirst().toLowerCase(Locale.ROOT);
        if (ranges.length() > LONGEST_RANGES || !RANGES.matcher(ranges).matches()) {
            return List.of();
        }
        try {
            return HttpRange.parseRanges(withinLong(ranges));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** Reads a position, which may have any number of digits (RFC 9110, 14.1.1). */
    private static String withinLong(String ranges) {
        String plain = LEADING_ZEROS.matcher(ranges).replaceAll("");
        return BEYOND_LONG.matcher(plain).replaceAll(Long.toString(Long.MAX_VALUE));
    }

    private RequestOutcome part(HttpRange range) throws IOException, UcmFault {
        long length = recording.label().length();
        long first = range.getRangeStart(length);
        if (first >= length) {
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            response.setHeader("Content-Range", "bytes */" + length);
            return RequestOutcome.REFUSED;
        }
        long last = range.getRangeEnd(length);
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setHeader("Content-Range", "bytes " + first + "-" + last + "/" + length);
        return send(first, last - first + 1);
    }

    private RequestOutcome send(long from, long count) throws IOException, UcmFault {
        byte[] digest = recording.sha256();
        if (digest != null) {
            response.setHeader("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        }
        response.setContentType(CONTENT_TYPE);
        response.setContentLengthLong(count);
        response.setHeader("Content-Disposition", attachment(fileName));
        if (!request.getMethod().equals("HEAD")) {
            recording.copy(from, count, response.getOutputStream());
        }
        return RequestOutcome.ANSWERED;
    }

    /**
     * Returns the value of a Content-Disposition that offers an answer to be saved (RFC 6266; names beyond ASCII as RFC 8187
     * has them).
     *
     * @param file a name without a path
     */
    static String attachment(String file) {
        ContentDisposition.Builder attachment = ContentDisposition.attachment();
        boolean plain = file.chars().allMatch(c -> c < 0x7F);
        return (plain ? attachment.filename(file) : attachment.filename(file, StandardCharsets.UTF_8))
                .build()
                .toString();
    }
}
