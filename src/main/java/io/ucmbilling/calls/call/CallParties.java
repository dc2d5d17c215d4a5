package io.ucmbilling.calls.call;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Endpoint;
import io.ucmbilling.call.Side;
import io.ucmbilling.contract.Field;
import io.ucmbilling.normalisation.CallerId;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.store.row.BilledLeg;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parties of a call (rule C6). */
final class CallParties {
    private static final Pattern TOKEN = Pattern.compile("trunk_[0-9]+|o[0-9]+|dahdi/i?[0-9]+");

    private final LegsOfCall legs;
    private final Direction direction;
    private final PbxSettings settings;

    CallParties(LegsOfCall legs, Direction direction, PbxSettings settings) {
        this.legs = legs;
        this.direction = direction;
        this.settings = settings;
    }

    Party caller() {
        BilledLeg leg = legs.first();
        String number = orNull(leg.raw().text(Field.SRC));
        boolean outside = direction == Direction.INBOUND || direction == Direction.EXTERNAL;
        return new Party(number, presented(leg), name(leg), outside ? e164(number, leg) : null, trunk(leg.source()));
    }

    Party callee() {
        BilledLeg leg = legs.first();
        return called(leg, trunk(leg.destination()));
    }

    Party dialled() {
        return called(legs.veryFirst(), null);
    }

    private Party called(BilledLeg leg, @Nullable String trunk) {
        String number = orNull(leg.raw().text(Field.DST));
        boolean outside = direction == Direction.OUTBOUND || direction == Direction.EXTERNAL;
        return new Party(number, null, null, outside ? e164(number, leg) : null, trunk);
    }

    /** Returns who answered; null: no person did, or the record does not say who. */
    @Nullable
    Party answeredBy() {
        return legs.answering() == null ? null : answeredBy(legs.answering());
    }

    /** Returns who or what answered an answered leg (contract N7); null: a trunk did, or the record does not say. */
    static @Nullable Party answeredBy(BilledLeg leg) {
        String number = LegReader.answeredBy(leg.raw());
        return number == null || isTrunk(number, leg.destination()) ? null : new Party(number, null, null, null, null);
    }

    /** Tells whether a trunk's token, or an analog trunk's port, stands where a number is expected. */
    static boolean isTrunk(String number, Side destination) {
        boolean port = destination.endpoint() == Endpoint.TRUNK && ("DAHDI/" + number).equals(destination.trunk());
        return port || TOKEN.matcher(number.toLowerCase(Locale.ROOT)).matches();
    }

    private static @Nullable String presented(BilledLeg leg) {
        String clid = leg.raw().text(Field.CLID).strip();
        boolean bracketed = clid.endsWith(">") && clid.contains("<");
        String number = bracketed ? CallerId.of(clid).number() : null;
        return number == null || number.equals(leg.raw().text(Field.SRC)) ? null : number;
    }

    private static @Nullable String name(BilledLeg leg) {
        String name = leg.raw().text(Field.CALLER_NAME);
        return name.isEmpty() ? CallerId.of(leg.raw().text(Field.CLID)).name() : name;
    }

    /** Returns the outside party's trunk, by name or else by token; null: the side is on none. */
    private static @Nullable String trunk(Side side) {
        if (!side.onTrunk()) {
            return null;
        }
        return side.trunkName() == null ? side.trunk() : side.trunkName();
    }

    private @Nullable String e164(@Nullable String number, BilledLeg leg) {
        return number == null
                ? null
                : PhoneNumbers.e164(number, settings.at(leg.commit()).region());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
