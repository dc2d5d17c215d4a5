package io.ucmbilling.store.row;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Endpoint;
import io.ucmbilling.call.Kind;
import io.ucmbilling.call.Status;
import java.util.List;
import java.util.function.Function;

/** Letters that stand for a leg's status, direction, kind and endpoints in the table of legs, whose comments list them too. */
public final class LegCodes {
    private LegCodes() {}

    static char of(Status status) {
        return switch (status) {
            case ANSWERED -> 'A';
            case NO_ANSWER -> 'N';
            case BUSY -> 'B';
            case FAILED -> 'F';
            case UNKNOWN -> 'U';
        };
    }

    public static char of(Direction direction) {
        return switch (direction) {
            case INBOUND -> 'I';
            case OUTBOUND -> 'O';
            case INTERNAL -> 'L';
            case EXTERNAL -> 'E';
        };
    }

    public static char of(Kind kind) {
        return switch (kind) {
            case DIAL -> 'D';
            case RING_GROUP -> 'R';
            case QUEUE -> 'Q';
            case IVR -> 'I';
            case VOICEMAIL -> 'V';
            case CONFERENCE -> 'C';
            case TRANSFER -> 'T';
            case PARK -> 'P';
            case FOLLOW_ME -> 'F';
            case FEATURE -> 'X';
            case OTHER -> 'O';
        };
    }

    static char of(Endpoint endpoint) {
        return switch (endpoint) {
            case TRUNK -> 'T';
            case EXTENSION -> 'E';
            case CONFERENCE -> 'C';
            case APPLICATION -> 'A';
            case INTERNAL -> 'I';
            case NONE -> 'N';
        };
    }

    static Status status(String letter) {
        return named(letter, Status.values(), LegCodes::of);
    }

    public static Direction direction(String letter) {
        return named(letter, Direction.values(), LegCodes::of);
    }

    public static Kind kind(String letter) {
        return named(letter, Kind.values(), LegCodes::of);
    }

    static Endpoint endpoint(String letter) {
        return named(letter, Endpoint.values(), LegCodes::of);
    }

    private static <T> T named(String letter, T[] all, Function<T, Character> code) {
        for (T one : all) {
            if (letter.length() == 1 && letter.charAt(0) == code.apply(one)) {
                return one;
            }
        }
        throw new IllegalArgumentException(
                "found the letter '" + letter + "', expected that of one of " + List.of(all));
    }
}
