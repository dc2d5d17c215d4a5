package io.ucmbilling.billing.call;

import io.ucmbilling.call.Direction;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.call.CallTrunk;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.mask.NumberMask;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls and legs as a client sees them that outside numbers are hidden from (billing contract A5). What else has an outside number
 * in it, such as an account code or the name of a trunk, is hidden there too. Pure.
 */
public final class CallMask {
    private static final NumberMask OF_MANY = new NumberMask(List.of(), List.of());

    private final NumberMask numbers;

    /** @param outside numbers that are an outside party's on some leg */
    CallMask(Collection<String> extensions, Collection<String> outside) {
        numbers = new NumberMask(extensions, outside);
    }

    /** Returns the call with its outside numbers hidden. */
    static Call masked(Call call) {
        CallMask mask = new CallMask(call.extensions(), call.outside());
        boolean cameIn = call.direction() == Direction.INBOUND || call.direction() == Direction.EXTERNAL;
        return new Call(
                session(call.session()),
                call.times(),
                call.billableSeconds(),
                call.direction(),
                call.status(),
                call.kinds(),
                mask.party(call.caller(), cameIn),
                mask.party(call.callee(), false),
                mask.party(call.dialled(), false),
                call.answeredBy() == null ? null : mask.party(call.answeredBy(), false),
                call.trunks().stream().map(mask::trunk).toList(),
                call.extensions(),
                mask.text(call.accountCode()),
                call.legs(),
                call.outside(),
                call.recordings().stream()
                        .map(recording -> new CallRecording(
                                recording.number(), recordingName(recording.number()), recording.startedAt()))
                        .toList(),
                call.shares());
    }

    /** Returns a text of many calls, such as the name of a trunk, with the numbers in it hidden that are too long for an extension. */
    public static String textOfMany(String text) {
        return OF_MANY.textIn(text);
    }

    /** Returns what a UCM puts before the number in a session. */
    static String session(String session) {
        int cut = session.indexOf('-');
        return cut < 0 ? session : session.substring(0, cut);
    }

    /** Returns the name under which a recording is shown: the UCM's own has the parties' numbers in it. */
    static String recordingName(int number) {
        return "recording-" + number + ".wav";
    }

    /**
     * Returns a party with its number hidden, if it is an outside one.
     *
     * @param cameIn whether one without a number is an outside one
     */
    Party party(Party party, boolean cameIn) {
        String number = party.number();
        boolean outside = number == null ? cameIn || party.trunk() != null : numbers.hides(number);
        String name = outside ? null : text(party.name());
        return new Party(numbers.number(number), null, name, null, text(party.trunk()));
    }

    CallTrunk trunk(CallTrunk trunk) {
        return new CallTrunk(trunk.end(), trunk.token(), text(trunk.name()));
    }

    /** Returns a text with the outside numbers in it hidden; null of null. */
    @Nullable
    String text(@Nullable String text) {
        return numbers.text(text);
    }
}
