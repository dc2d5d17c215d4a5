package io.ucmbilling.billing.recording;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/calls/{id}/recordings/{number}} (billing contract B7). */
@RestController
@Tag(name = "Recordings")
class RecordingController {
    private final ServedRecordings recordings;

    RecordingController(ServedRecordings recordings) {
        this.recordings = recordings;
    }

    @GetMapping(path = "/api/v1/calls/{id}/recordings/{number}", produces = "audio/wav")
    @Operation(
            operationId = "recording",
            summary = "A recording of a call",
            description =
                    "From the gateway's cache, else from the UCM while it comes. One range may be asked for (206, or"
                        + " 416); If-Range, If-None-Match, If-Match and the conditions on dates are as RFC 9110 has"
                        + " them (304, or 412). Repr-Digest is there once the gateway has the recording whole. 404"
                        + " with the reason: the UCM has it no longer. 503: the UCM cannot be asked. An answer that"
                        + " cannot be made whole is broken off. Clients that outside numbers are hidden from get 403."
                        + " Each answer with bytes stands in the audit.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The recording, whole",
                            headers = {
                                @Header(name = "ETag", schema = @Schema(type = "string")),
                                @Header(name = "Content-Disposition", schema = @Schema(type = "string"))
                            },
                            content =
                                    @Content(
                                            mediaType = "audio/wav",
                                            schema = @Schema(type = "string", format = "binary"))))
    void recording(
            @PathVariable String id,
            @Parameter(
                            description = "Of the recording within the call",
                            schema = @Schema(type = "integer", minimum = "1"))
                    @PathVariable
                    String number,
            @RequestAttribute ApiClient client,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw new ProblemException(Problem.notFound());
        }
        recordings.answer(client, new AskedRecording(id, Integer.parseInt(number)), request, response);
    }

    /** A recording as it is asked for. */
    record AskedRecording(String call, int number) {}
}
