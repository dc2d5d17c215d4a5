package io.ucmbilling.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract S1.3: a character counts as itself alone, in each form in which a request can show it. */
class CredentialsTest {
    private static final String CHALLENGE = "0000001496038514";

    /** A question mark is what Java writes for a character that ISO 8859-1 lacks. */
    @ParameterizedTest
    @CsvSource({"пароль, ??????", "Grün€25, Grün?25", "密码, ??", "😀, ?", "😀, ??"})
    void takeNoQuestionMarkForACharacterOfThePassword(String password, String guess) {
        Credentials credentials = new Credentials("cdrapi", password, "asterisk");

        assertThat(credentials.isPair(latin1("cdrapi:" + guess))).isFalse();
        assertThat(credentials.digests())
                .doesNotContain(DigestUtils.md5Hex(latin1("cdrapi:asterisk:" + guess)))
                .containsExactly(DigestUtils.md5Hex("cdrapi:asterisk:" + password));
        assertThat(credentials.isToken(CHALLENGE, DigestUtils.md5Hex(latin1(CHALLENGE + guess))))
                .isFalse();
    }

    @Test
    void takeNoQuestionMarkForACharacterOfTheUserName() {
        Credentials credentials = new Credentials("касса", "cdrapi123", "asterisk");

        assertThat(credentials.isPair(latin1("?????:cdrapi123"))).isFalse();
        assertThat(credentials.isUsername("?????")).isFalse();
        assertThat(credentials.isNamed("?????")).isFalse();
        assertThat(credentials.isNamed("касса")).isTrue();
    }

    @Test
    void takeAQuestionMarkThatIsThePasswordsOwn() {
        Credentials credentials = new Credentials("cdrapi", "wo?", "asterisk");

        assertThat(credentials.isPair(latin1("cdrapi:wo?"))).isTrue();
        assertThat(credentials.isToken(CHALLENGE, DigestUtils.md5Hex(CHALLENGE + "wo?")))
                .isTrue();
    }

    /** One character beyond ISO 8859-1, in the name or in the password, leaves UTF-8 alone. */
    @Test
    void takeUtf8OfWhatIso88591Lacks() {
        Credentials credentials = new Credentials("jürgen", "preis€", "asterisk");

        assertThat(credentials.isPair("jürgen:preis€".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(credentials.isPair(latin1("jürgen:preis€"))).isFalse();
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
