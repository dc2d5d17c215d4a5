package io.ucmbilling.reading;

import io.ucmbilling.call.Endpoint;
import io.ucmbilling.call.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a leg did (contract N8). The action_type tells where the record has one ({@code RINGGROUP[6400]}, {@code VM}); DIAL
 * and none leave it to the last application ({@code gen4/park-retrieve.json} retrieves a call in a DIAL leg).
 */
final class Kinds {
    private Kinds() {}

    static Kind of(String actionType, String lastApplication, Endpoint source) {
        Kind kind = byAction(actionType);
        if (kind == null) {
            kind = byApplication(lastApplication);
        }
        if (kind == null && source == Endpoint.CONFERENCE) {
            return Kind.CONFERENCE;
        }
        if (kind == null) {
            return actionType.equals("DIAL") ? Kind.DIAL : Kind.OTHER;
        }
        return kind;
    }

    private static @Nullable Kind byAction(String actionType) {
        int bracket = actionType.indexOf('[');
        String action = (bracket < 0 ? actionType : actionType.substring(0, bracket)).toUpperCase(Locale.ROOT);
        return switch (action) {
            case "RINGGROUP" -> Kind.RING_GROUP;
            case "QUEUE" -> Kind.QUEUE;
            case "IVR" -> Kind.IVR;
            case "VM", "VMG" -> Kind.VOICEMAIL;
            case "CONFERENCE", "MEETME", "VIDEO_CONFERENCE" -> Kind.CONFERENCE;
            case "TRANSFER", "ATTTRANSFER" -> Kind.TRANSFER;
            case "PARKEDCALL", "PARK" -> Kind.PARK;
            case "FOLLOWME" -> Kind.FOLLOW_ME;
            case "DISA", "FEATURECODE", "PAGE", "PAGEGROUP", "INTERCOM", "PICKUP", "CALLBACK", "WAKEUP" -> Kind.FEATURE;
            default -> null;
        };
    }

    private static @Nullable Kind byApplication(String application) {
        return switch (application.toLowerCase(Locale.ROOT)) {
            case "dial" -> Kind.DIAL;
            case "voicemail", "voicemailmain" -> Kind.VOICEMAIL;
            case "queue" -> Kind.QUEUE;
            case "meetme", "confbridge", "conference" -> Kind.CONFERENCE;
            case "park", "parkedcall" -> Kind.PARK;
            case "followme" -> Kind.FOLLOW_ME;
            case "readexten", "background", "waitexten" -> Kind.IVR;
            case "pickup", "page", "disa", "authenticate", "directory" -> Kind.FEATURE;
            default -> null;
        };
    }
}
