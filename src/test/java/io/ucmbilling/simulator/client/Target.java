package io.ucmbilling.simulator.client;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is checked, and within which limits.
 *
 * @param url {@code https://host:port}; a path is the base of the requests
 * @param login null: without a user
 * @param zone of the UCM's wall clock; null: it is measured
 */
public record Target(
        URI url, @Nullable Login login, @Nullable ZoneId zone, Trust trust, Limits limits) {

    /** The API's user. */
    public record Login(String user, String password) {
        /** Returns a text without the password. */
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /**
     * Which TLS is taken.
     *
     * @param anyone whether any certificate is, such as the self-signed one of a UCM
     * @param old whether TLS 1.0 and 1.1 and short keys are, for guide-age firmware (contract U1)
     */
    public record Trust(boolean anyone, boolean old) {}

    /**
     * What the check may cost the server, and what an answer may cost the check.
     *
     * @param sample records that are read to compare with, 1 to 1000
     * @param perSecond requests a second
     * @param answerTime for one whole answer
     * @param answerBytes of one answer; of a recording no more than {@link Question#RECORDING_BYTES} are read
     * @param requests in all
     */
    public record Limits(int sample, double perSecond, Duration answerTime, int answerBytes, int requests) {
        public static final Limits POLITE = new Limits(200, 5, Duration.ofSeconds(30), 16 << 20, 400);
    }
}
