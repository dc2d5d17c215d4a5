package io.ucmbilling.contract;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one XML answer: {@code <root>} with a {@code <cdr>} an item.
 *
 * <ol>
 *   <li>The whole is read strictly in one stream: almost every page ends here.
 *   <li>Where that fails, and the page reaches its {@code </root>}, it is cut into what stands from each {@code <cdr>} to its
 *       {@code </cdr>}, or to the next one where it is not closed, and each is read by itself. What cannot be read, or stands
 *       between them, is {@link Unreadable}.
 * </ol>
 *
 * A document type is not looked at, and entities that only it could define are refused.
 */
final class XmlPage {
    private static final XMLInputFactory XML = factory();
    private static final Pattern HEAD = Pattern.compile("\\s*(?:<\\?xml[^>]*\\?>\\s*)?<root>");
    private static final String TAIL = "</root>";
    private static final String ITEM = "<cdr>";
    /** With the call's name, which newer firmware may put in front of the fields under the same name. */
    private static final Pattern ITEM_BEGIN = Pattern.compile("<cdr>(?:<cdr>[^<]*(?:</cdr>)?)?");

    private static final String ITEM_END = "</cdr>";

    private final Body body;
    /** The body, a character a byte, so that places in it are places in the body. */
    private final String page;

    private final XmlLegs legs = new XmlLegs();

    private XmlPage(Body body) {
        this.body = body;
        this.page = new String(body.bytes(), StandardCharsets.ISO_8859_1);
    }

    static Page read(Body body) throws UnreadablePageException {
        try {
            return whole(body);
        } catch (XMLStreamException e) {
            return new XmlPage(body).apart(e);
        }
    }

    private static Page whole(Body body) throws XMLStreamException {
        XmlLegs legs = new XmlLegs();
        XMLStreamReader reader = reader(body, body.start(), body.end());
        nextTag(reader);
        if (!reader.getLocalName().equals("root")) {
            throw new XMLStreamException("found <" + reader.getLocalName() + ">, expected <root>");
        }
        while (nextTag(reader) == XMLStreamConstants.START_ELEMENT) {
            legs.item(reader);
        }
        ended(reader);
        return new Page(legs.items(), legs.entries());
    }

    private Page apart(XMLStreamException fault) throws UnreadablePageException {
        Matcher head = HEAD.matcher(page).region(body.start(), page.length());
        int end = page.stripTrailing().length() - TAIL.length();
        if (!head.lookingAt()) {
            throw new UnreadablePageException(
                    "found " + body.beginning() + ", expected <root> with a <cdr> for each record");
        }
        if (end < head.end() || !page.startsWith(TAIL, end)) {
            throw new UnreadablePageException("found the end of the body before </root>, expected the whole page");
        }
        // A comment or the like could hide the page's real end, and no UCM sends one.
        if (page.indexOf("<!", head.end()) >= 0
                || page.indexOf("<?", head.end()) >= 0
                || page.indexOf(TAIL, head.end()) < end) {
            throw new UnreadablePageException("found no XML, " + reason(fault));
        }
        int at = head.end();
        while (at < end) {
            int from = page.indexOf(ITEM, at);
            from = from < 0 ? end : from;
            between(at, from);
            at = from < end ? item(from, end) : end;
        }
        return new Page(legs.items(), legs.entries());
    }

    /** Reads the item that begins there; the place behind it. */
    private int item(int from, int end) {
        int to = itemEnd(from, end);
        try {
            XMLStreamReader reader = reader(body, from, to);
            nextTag(reader);
            legs.item(reader);
            ended(reader);
        } catch (XMLStreamException e) {
            legs.unreadable(body.raw(from, to).stripTrailing(), reason(e));
        }
        return to;
    }

    private int itemEnd(int from, int end) {
        Matcher begin = ITEM_BEGIN.matcher(page).region(from, end);
        int inside = begin.lookingAt() ? begin.end() : end;
        int close = page.indexOf(ITEM_END, inside);
        int next = page.indexOf(ITEM, inside);
        int to = close < 0 ? end : close + ITEM_END.length();
        return Math.min(next < 0 ? end : next, Math.min(to, end));
    }

    private void between(int from, int to) {
        String raw = body.raw(from, to).strip();
        if (!raw.isEmpty()) {
            legs.unreadable(raw, "found text outside of a record, expected <cdr>");
        }
    }

    private static XMLStreamReader reader(Body body, int from, int to) throws XMLStreamException {
        return XML.createXMLStreamReader(new StringReader(body.text(from, to)));
    }

    /** Goes to the next tag; between tags there is only white space. */
    static int nextTag(XMLStreamReader reader) throws XMLStreamException {
        int event = reader.next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            boolean ignored = event == XMLStreamConstants.COMMENT
                    || event == XMLStreamConstants.DTD
                    || event == XMLStreamConstants.PROCESSING_INSTRUCTION
                    || (reader.hasText() && reader.isWhiteSpace());
            if (!ignored) {
                throw new XMLStreamException("found text between tags, expected a tag");
            }
            event = reader.next();
        }
        return event;
    }

    private static void ended(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
    }

    private static String reason(XMLStreamException fault) {
        return Found.masked(String.valueOf(fault.getMessage()).replaceFirst("(?s).*\\nMessage: ", ""));
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }
}
