package io.ucmbilling.contract;

/**
 * Reads an answer of cdrapi of every generation (contract U2, U3, U10). One record that cannot be read does not spoil its
 * page: it comes as {@link Unreadable}, the rest as records.
 */
public final class PageReader {
    private PageReader() {}

    /**
     * Reads a whole answer.
     *
     * @param format what was asked for
     * @param body the answer's bytes, UTF-8
     * @throws UnreadablePageException where there is no whole page: cut off, another format, no container, not text
     * @throws RefusedPageException where the newer HTTPS API answers with a status other than 0
     */
    public static Page read(Format format, byte[] body) throws UnreadablePageException, RefusedPageException {
        Body text = new Body(body);
        return switch (format) {
            case JSON -> JsonPage.read(text);
            case XML -> XmlPage.read(text);
            case CSV -> CsvPage.read(text);
        };
    }
}
