package io.ucmbilling.testing.ucm;

/** Changes what a {@link SimulatedUcm} is asked and what it answers, as firmware that reads or writes something in another way. */
public interface HttpFilter {
    HttpFilter NONE = new HttpFilter() {};

    /** The request that is answered in the place of this one. */
    default HttpRequest request(HttpRequest asked) {
        return asked;
    }

    /** What is sent in the place of this answer. */
    default HttpAnswer answer(HttpRequest asked, HttpAnswer answer) {
        return answer;
    }

    /** This filter, and behind it another one: what the first makes of a request, the second is asked. */
    default HttpFilter then(HttpFilter next) {
        HttpFilter first = this;
        return new HttpFilter() {
            @Override
            public HttpRequest request(HttpRequest asked) {
                return next.request(first.request(asked));
            }

            @Override
            public HttpAnswer answer(HttpRequest asked, HttpAnswer answer) {
                return first.answer(asked, next.answer(first.request(asked), answer));
            }
        };
    }
}
