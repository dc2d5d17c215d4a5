package io.ucmbilling.cdrapi.api;

import java.util.stream.Stream;

/** Actions of the newer API, as the tag {@code action} of {@code gateway.exports.api.requests}. */
enum ApiAction {
    CHALLENGE("challenge"),
    LOGIN("login"),
    LOGOUT("logout"),
    CDRAPI("cdrapi"),
    RECAPI("recapi"),
    GET_RECORD_INFOS_BY_CALL("getRecordInfosByCall"),
    /** One that is not served. */
    OTHER("other");

    private final String wireName;

    ApiAction(String wireName) {
        this.wireName = wireName;
    }

    static ApiAction of(String wireName) {
        return Stream.of(values())
                .filter(action -> action.wireName.equals(wireName))
                .findFirst()
                .orElse(OTHER);
    }

    String tag() {
        return wireName;
    }
}
