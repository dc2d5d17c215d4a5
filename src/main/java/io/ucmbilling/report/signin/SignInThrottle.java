package io.ucmbilling.report.signin;

import io.ucmbilling.access.WrongPasswords;
import io.ucmbilling.access.password.PasswordChecks;
import io.ucmbilling.access.password.PasswordHash;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Checks of passwords that slow down who guesses them, and nobody else.
 *
 * <ol>
 *   <li>Of one address and one name, two sign-ins are under way at one time; of one address, a hundred. More are refused unchecked.
 *   <li>The password is checked when there is a turn for its address ({@link PasswordChecks}). If none comes, it is refused unchecked.
 *   <li>A right one is let in at once, whatever wrong ones came before: nobody is locked out by another's guesses.
 *   <li>A right one takes a wrong one off the count of its name. It takes none off that of its address: whoever has an account could guess
 *       those of others beside it at any speed.
 *   <li>A wrong one waits, as {@link WrongPasswords} says of its address and of its name, whichever is longer. Five hundred wait at
 *       one time. A wait holds a virtual thread and no connection to the database. It ends when the gateway stops.
 * </ol>
 */
final class SignInThrottle {
    private static final int MOST_OF_ADDRESS_AND_NAME = 2;
    private static final int MOST_OF_ADDRESS = 100;
    private static final int MOST_WAITING = 500;

    private final PasswordChecks checks = new PasswordChecks();
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final Semaphore waits = new Semaphore(MOST_WAITING);
    private final WrongPasswords ofAddress;
    private final WrongPasswords ofName;
    private final Pause pause;

    /** How a thread waits. */
    interface Pause {
        void take(Duration time);
    }

    SignInThrottle(Clock clock, Pause pause) {
        this.ofAddress = new WrongPasswords(clock);
        this.ofName = new WrongPasswords(clock);
        this.pause = pause;
    }

    /**
     * A sign-in to be checked.
     *
     * @param name null: nobody has the name that was given
     * @param hash to compare with
     */
    record SignIn(String address, @Nullable String name, PasswordHash hash, String password) {}

    /**
     * Returns whether that is the password of that name, after a wait if it is not and others were wrong before.
     *
     * @throws TooManySignInsException if it was not checked
     */
    boolean admits(SignIn asked) {
        String both = asked.address() + " " + asked.name();
        if (!begin(asked.address(), MOST_OF_ADDRESS)) {
            throw new TooManySignInsException();
        }
        try {
            if (!begin(both, MOST_OF_ADDRESS_AND_NAME)) {
                throw new TooManySignInsException();
            }
            try {
                return check(asked);
            } finally {
                end(both);
            }
        } finally {
            end(asked.address());
        }
    }

    private boolean check(SignIn asked) {
        Optional<Boolean> right = checks.check(asked.hash(), asked.password(), asked.address());
        if (right.orElseThrow(TooManySignInsException::new) && asked.name() != null) {
            ofName.forgive(asked.name());
            return true;
        }
        Duration wait = ofAddress.wait(asked.address());
        Duration waitOfName = asked.name() == null ? Duration.ZERO : ofName.wait(asked.name());
        pause(wait.compareTo(waitOfName) > 0 ? wait : waitOfName);
        return false;
    }

    private void pause(Duration wait) {
        if (!wait.isZero() && waits.tryAcquire()) {
            try {
                pause.take(wait);
            } finally {
                waits.release();
            }
        }
    }

    private boolean begin(String who, int most) {
        return underWay.merge(who, 1, Integer::sum) <= most || end(who);
    }

    /** Returns false, always. */
    private boolean end(String who) {
        underWay.computeIfPresent(who, (_, count) -> count == 1 ? null : count - 1);
        return false;
    }
}
