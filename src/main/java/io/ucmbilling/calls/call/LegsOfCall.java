package io.ucmbilling.calls.call;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Endpoint;
import io.ucmbilling.call.Kind;
import io.ucmbilling.call.Status;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.row.BilledLeg;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Legs of one call in their order, and what they say together (rules C1, C4 and N4).
 *
 * @param inOrder by start, then by AcctId; at least one
 * @param answering the leg that a person answered before all others; null: no person answered any
 */
record LegsOfCall(List<BilledLeg> inOrder, @Nullable BilledLeg answering) {
    /** Order of the legs. Two of a call that agree in start and AcctId stand by their numbers. */
    private static final Comparator<BilledLeg> ORDER = Comparator.comparing(BilledLeg::startedAt)
            .thenComparingLong(BilledLeg::acctId)
            .thenComparing(BilledLeg::start)
            .thenComparing(BilledLeg::session)
            .thenComparingLong(BilledLeg::number);

    private static final Set<Kind> WITHOUT_PERSON = EnumSet.of(Kind.IVR, Kind.VOICEMAIL, Kind.FEATURE);
    private static final Set<Endpoint> PERSONS = EnumSet.of(Endpoint.EXTENSION, Endpoint.TRUNK, Endpoint.INTERNAL);

    static LegsOfCall of(Collection<BilledLeg> legs) {
        List<BilledLeg> inOrder = new ArrayList<>(legs);
        if (inOrder.size() > 1) {
            inOrder.sort(ORDER);
        }
        BilledLeg answering = null;
        for (BilledLeg leg : inOrder) {
            boolean earlier = answering == null || answeredAt(leg).isBefore(answeredAt(answering));
            if (isAnsweredByPerson(leg) && earlier) {
                answering = leg;
            }
        }
        return new LegsOfCall(Collections.unmodifiableList(inOrder), answering);
    }

    /** Returns the one that stands first, placeholder or not. */
    BilledLeg veryFirst() {
        return inOrder.getFirst();
    }

    /** Returns the first that is no placeholder; if all are, the first of all. */
    BilledLeg first() {
        for (BilledLeg leg : inOrder) {
            if (!isPlaceholder(leg)) {
                return leg;
            }
        }
        return veryFirst();
    }

    /** Tells whether the PBX only noted with it that it forked a call. */
    private static boolean isPlaceholder(BilledLeg leg) {
        return leg.raw().text(Field.LASTAPP).equals("ForkCDR")
                && leg.status() == Status.NO_ANSWER
                && leg.billableSeconds() == 0;
    }

    private static boolean isAnsweredByPerson(BilledLeg leg) {
        if (leg.status() != Status.ANSWERED) {
            return false;
        }
        boolean toPerson = !WITHOUT_PERSON.contains(leg.kind())
                && PERSONS.contains(leg.destination().endpoint());
        boolean intoConference = leg.kind() == Kind.CONFERENCE && leg.source().endpoint() != Endpoint.CONFERENCE;
        return toPerson || intoConference;
    }

    static Instant answeredAt(BilledLeg leg) {
        return leg.answeredAt() == null ? leg.startedAt() : leg.answeredAt();
    }

    CallStatus status() {
        if (answering() != null) {
            return CallStatus.ANSWERED;
        }
        if (any(leg -> leg.kind() == Kind.VOICEMAIL)) {
            return CallStatus.VOICEMAIL;
        }
        if (any(leg -> leg.status() == Status.BUSY && !isPlaceholder(leg))) {
            return CallStatus.BUSY;
        }
        if (any(leg -> leg.status() == Status.FAILED && !isPlaceholder(leg))) {
            return CallStatus.FAILED;
        }
        return any(leg -> leg.status() != Status.UNKNOWN) ? CallStatus.NO_ANSWER : CallStatus.UNKNOWN;
    }

    /** Returns the direction. A mobile that rings along does not make an inbound call external. */
    Direction direction() {
        boolean cameIn = any(leg -> leg.direction() == Direction.INBOUND || leg.direction() == Direction.EXTERNAL);
        if (cameIn) {
            boolean connected = any(leg -> goesOut(leg) && (answering() == null || leg.status() == Status.ANSWERED));
            return connected ? Direction.EXTERNAL : Direction.INBOUND;
        }
        return any(leg -> leg.direction() == Direction.OUTBOUND) ? Direction.OUTBOUND : Direction.INTERNAL;
    }

    private static boolean goesOut(BilledLeg leg) {
        return leg.direction() == Direction.EXTERNAL
                || (leg.direction() == Direction.OUTBOUND && leg.destination().onTrunk());
    }

    private boolean any(Predicate<BilledLeg> condition) {
        for (BilledLeg leg : inOrder) {
            if (condition.test(leg)) {
                return true;
            }
        }
        return false;
    }
}
