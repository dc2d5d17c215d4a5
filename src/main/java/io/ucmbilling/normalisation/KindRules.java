package io.ucmbilling.normalisation;

import io.ucmbilling.call.Endpoint;
import io.ucmbilling.call.Kind;
import io.ucmbilling.call.Status;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rules that tell what a leg did (contract N8). The first that fits counts. The action_type tells in the first place
 * ({@code RINGGROUP[6400]}, {@code VM}), then its last application ({@code gen4/park-retrieve.json} retrieves a call in a DIAL
 * leg), then what stands at its ends and how it ended.
 */
final class KindRules {
    /** Kind that an action_type or a last application tells alone, both in upper case. */
    private record Rule(Kind kind, Set<String> actions, Set<String> applications) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    Kind.CONFERENCE,
                    Set.of("CONFERENCE", "MEETME", "VIDEO_CONFERENCE"),
                    Set.of("MEETME", "CONFBRIDGE")),
            new Rule(Kind.VOICEMAIL, Set.of("VM", "VMG"), Set.of("VOICEMAIL")),
            new Rule(Kind.PARK, Set.of("PARKEDCALL", "PARK"), Set.of("PARK", "PARKEDCALL")),
            new Rule(Kind.TRANSFER, Set.of("TRANSFER", "ATTTRANSFER"), Set.of()),
            new Rule(Kind.FOLLOW_ME, Set.of("FOLLOWME"), Set.of("FOLLOWME")),
            new Rule(Kind.QUEUE, Set.of("QUEUE"), Set.of("QUEUE")),
            new Rule(Kind.RING_GROUP, Set.of("RINGGROUP"), Set.of()));

    private static final String MENU_ACTION = "IVR";
    private static final Set<String> MENU_APPLICATIONS = Set.of("BACKGROUND", "WAITEXTEN");
    private static final Set<String> FEATURE_ACTIONS =
            Set.of("DISA", "FEATURECODE", "PAGE", "PAGEGROUP", "INTERCOM", "PICKUP", "CALLBACK", "WAKEUP");
    private static final Set<String> FEATURE_APPLICATIONS =
            Set.of("PLAYBACK", "READEXTEN", "VOICEMAILMAIN", "AUTHENTICATE", "DIRECTORY", "PICKUP", "PAGE", "DISA");

    private final String action;
    private final String application;
    private final Status status;
    private final LegSides sides;

    private KindRules(CdrRecord record, Status status, LegSides sides) {
        this.action = action(record.text(Field.ACTION_TYPE));
        this.application = record.text(Field.LASTAPP).strip().toUpperCase(Locale.ROOT);
        this.status = status;
        this.sides = sides;
    }

    static Kind of(CdrRecord record, Status status, LegSides sides) {
        return new KindRules(record, status, sides).kind();
    }

    private static String action(String actionType) {
        int bracket = actionType.indexOf('[');
        return (bracket < 0 ? actionType : actionType.substring(0, bracket))
                .strip()
                .toUpperCase(Locale.ROOT);
    }

    private Kind kind() {
        if (isAt(Endpoint.CONFERENCE)) {
            return Kind.CONFERENCE;
        }
        for (Rule rule : RULES) {
            if (rule.actions().contains(action) || rule.applications().contains(application)) {
                return rule.kind();
            }
        }
        if (isMenu()) {
            return Kind.IVR;
        }
        if (isFeature()) {
            return Kind.FEATURE;
        }
        return isDial() ? Kind.DIAL : Kind.OTHER;
    }

    private boolean isAt(Endpoint endpoint) {
        return sides.source().endpoint() == endpoint || sides.destination().endpoint() == endpoint;
    }

    private boolean isMenu() {
        Endpoint end = sides.destination().endpoint();
        return action.isEmpty()
                ? MENU_APPLICATIONS.contains(application)
                : action.equals(MENU_ACTION) && (end == Endpoint.NONE || end == Endpoint.APPLICATION);
    }

    private boolean isFeature() {
        boolean announced = FEATURE_APPLICATIONS.contains(application)
                || sides.destination().endpoint() == Endpoint.APPLICATION;
        return FEATURE_ACTIONS.contains(action) || (status == Status.ANSWERED && announced);
    }

    private boolean isDial() {
        return (action.isEmpty() ? application.equals("DIAL") : action.equals("DIAL") || action.equals(MENU_ACTION))
                || status == Status.FAILED
                || status == Status.BUSY;
    }
}
