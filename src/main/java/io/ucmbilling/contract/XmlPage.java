package io.ucmbilling.contract;

final class XmlPage {
    static Page read(Body body) throws UnreadablePageException {
        throw new UnsupportedOperationException(body.beginning());
    }
}
