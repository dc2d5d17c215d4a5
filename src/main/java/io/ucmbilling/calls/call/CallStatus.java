package io.ucmbilling.calls.call;

/** End of a call (contract N4). */
public enum CallStatus {
    /** A person answered. */
    ANSWERED('A'),
    /** A voicemail box answered. */
    VOICEMAIL('V'),
    /** The caller gave up, or nobody was there. */
    NO_ANSWER('N'),
    BUSY('B'),
    FAILED('F'),
    UNKNOWN('U');

    private final char letter;

    CallStatus(char letter) {
        this.letter = letter;
    }

    /** Returns the one that a letter stands for. */
    public static CallStatus of(String letter) {
        for (CallStatus status : values()) {
            if (letter.length() == 1 && letter.charAt(0) == status.letter) {
                return status;
            }
        }
        throw new IllegalArgumentException("status of a call: found '" + letter + "'");
    }

    /** Returns the letter that stands for it in the table of calls, whose comments list it too. */
    public char letter() {
        return letter;
    }
}
