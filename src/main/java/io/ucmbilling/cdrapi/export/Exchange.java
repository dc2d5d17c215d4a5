package io.ucmbilling.cdrapi.export;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A request to an export, access to which was granted by the peer's address, and the response to it. */
public record Exchange(Export export, HttpServletRequest request, HttpServletResponse response) {
    /** Returns the peer's address. */
    public String peer() {
        return request.getRemoteAddr();
    }
}
