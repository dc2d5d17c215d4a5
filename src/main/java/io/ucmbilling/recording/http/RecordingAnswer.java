package io.ucmbilling.recording.http;

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
 *
 * The caller begins it, then sends it, and may do something between the two.
 */
public final class RecordingAnswer {
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
    private final HttpServletRequest request;
    private final int status;
    private final long first;
    private final long count;

    /** @param fileName under which it is to be saved, without a path */
    public RecordingAnswer(Recording recording, String fileName, HttpServletRequest request) {
        this.recording = recording;
        this.fileName = fileName;
        this.tag = new ETag(recording.label().tag(), false);
        this.request = request;
        RequestConditions conditions =
                new RequestConditions(tag, recording.label().lastModified());
        int failing = conditions.failing(request);
        List<HttpRange> ranges = failing != 0 ? List.of() : ranges(request, conditions);
        long length = recording.label().length();
        HttpRange range = ranges.size() == 1 ? ranges.getFirst() : HttpRange.createByteRange(0);
        this.first = range.getRangeStart(length);
        this.count = Math.max(0, range.getRangeEnd(length) - first + 1);
        if (failing != 0) {
            status = failing;
        } else if (ranges.size() != 1) {
            status = HttpServletResponse.SC_OK;
        } else {
            status = first < length
                    ? HttpServletResponse.SC_PARTIAL_CONTENT
                    : HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE;
        }
    }

    /** Returns 200, 206, 304, 412 or 416. */
    public int status() {
        return status;
    }

    /** Returns whether bytes of the recording are sent. */
    public boolean hasBytes() {
        return isWhole() && !request.getMethod().equals("HEAD");
    }

    /** Returns which bytes those are, as Content-Range has it. */
    public String range() {
        return "bytes " + first + "-" + (first + count - 1) + "/"
                + recording.label().length();
    }

    private boolean isWhole() {
        return status == HttpServletResponse.SC_OK || status == HttpServletResponse.SC_PARTIAL_CONTENT;
    }

    /** Sets status and headers. */
    public void begin(HttpServletResponse response) {
        response.setStatus(status);
        response.setHeader("ETag", tag.formattedTag());
        response.setDateHeader("Last-Modified", recording.label().lastModified().toEpochMilli());
        response.setHeader("Accept-Ranges", "bytes");
        if (status == HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE) {
            response.setHeader("Content-Range", "bytes */" + recording.label().length());
        }
        if (status == HttpServletResponse.SC_PARTIAL_CONTENT) {
            response.setHeader("Content-Range", range());
        }
        if (isWhole()) {
            describe(response);
        }
    }

    private void describe(HttpServletResponse response) {
        byte[] digest = recording.sha256();
        if (digest != null) {
            response.setHeader("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        }
        response.setContentType(CONTENT_TYPE);
        response.setContentLengthLong(count);
        response.setHeader("Content-Disposition", attachment(fileName));
    }

    /**
     * Sends the bytes, if there are any to be sent.
     *
     * @throws UcmFault as {@link Recording#copy}. Some may have been sent
     */
    public void send(HttpServletResponse response) throws IOException, UcmFault {
        if (hasBytes()) {
            recording.copy(first, count, response.getOutputStream());
        }
    }

    /** Returns the ranges asked for; empty: the whole file is to be sent. */
    private static List<HttpRange> ranges(HttpServletRequest request, RequestConditions conditions) {
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

    /**
     * Returns the value of a Content-Disposition that offers an answer to be saved (RFC 6266; names beyond ASCII as RFC 8187
     * has them).
     *
     * @param file a name without a path
     */
    public static String attachment(String file) {
        ContentDisposition.Builder attachment = ContentDisposition.attachment();
        boolean plain = file.chars().allMatch(c -> c < 0x7F);
        return (plain ? attachment.filename(file) : attachment.filename(file, StandardCharsets.UTF_8))
                .build()
                .toString();
    }
}
