package io.ucmbilling.simulator.examination;

import io.ucmbilling.simulator.client.Question;
import io.ucmbilling.simulator.client.Reply;

/** An answer that holds no page, or no listing. */
public final class UnreadableAnswerException extends Exception {
    private final transient Question question;

    public UnreadableAnswerException(Reply reply, String why) {
        super(reply + ": " + why);
        this.question = reply.question();
    }

    public Question question() {
        return question;
    }
}
