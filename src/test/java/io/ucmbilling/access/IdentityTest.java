package io.ucmbilling.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ucmbilling.settings.WrongSettingException;
import io.ucmbilling.testing.Certificates;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guide, <i>API configuration</i>: TLS Private Key, TLS Cert. */
class IdentityTest {
    private static final String KEY = "gateway.exports.billing";
    private static final Certificates.Identity ONE = Certificates.generate("one.example");
    private static final Certificates.Identity OTHER = Certificates.generate("other.example");

    @TempDir
    Path directory;

    @Test
    void comesFromTwoFiles() throws IOException {
        Identity identity = read(ONE.certificatePem(), ONE.keyPem());

        assertThat(identity.certificate()).isEqualTo(ONE.certificate());
        assertThat(identity.key()).isEqualTo(ONE.key());
    }

    @Test
    void comesFromOneFileAsOnTheUcm() throws IOException {
        assertThat(read(ONE.keyPem() + ONE.certificatePem(), null).certificate())
                .isEqualTo(ONE.certificate());
    }

    @Test
    void keepsTheChainInItsOrder() throws IOException {
        Certificates.Identity leaf = Certificates.issue(ONE, "leaf.example");

        assertThat(read(leaf.certificatePem() + ONE.certificatePem(), leaf.keyPem())
                        .chain())
                .containsExactly(leaf.certificate(), ONE.certificate());
    }

    @Test
    void isMadeForLocalhostAndTheAddressWhenThereIsNoFile() throws Exception {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        Identity identity = Identity.selfSigned(InetAddress.ofLiteral("192.0.2.7"), now);

        assertThat(identity.certificate().getSubjectAlternativeNames().toString())
                .contains("localhost", "127.0.0.1", "192.0.2.7");
        identity.certificate().verify(identity.certificate().getPublicKey());
        identity.certificate().checkValidity(java.util.Date.from(now));
        assertThat(identity.keyStore().getCertificate("export")).isEqualTo(identity.certificate());
    }

    @Test
    void namesAFileThatIsMissing() {
        assertThatThrownBy(() -> Identity.fromPem(KEY, directory + "/none.pem", null))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageMatching(
                        KEY + "\\.certificate: found .*none.pem, which is no file, expected a PEM file under 2 MB");
    }

    @Test
    void refusesAFileOf2MegabytesAndTakesOneByteLess() throws IOException {
        String padding = "\n".repeat(2 * 1024 * 1024);
        String pem = ONE.certificatePem() + ONE.keyPem();

        assertThat(read(pem + padding.substring(pem.length() + 1), null).key()).isEqualTo(ONE.key());
        assertWrong(pem + padding.substring(pem.length()), null, KEY + ".certificate", "2097152 bytes");
    }

    @Test
    void refusesAFileWithoutCertificate() {
        assertWrong(ONE.keyPem(), null, KEY + ".certificate", "holds no certificate");
    }

    @Test
    void refusesFilesWithoutKey() {
        assertWrong(ONE.certificatePem(), null, KEY + ".certificate", "holds no private key, and no private-key file");
        assertWrong(ONE.certificatePem(), ONE.certificatePem(), KEY + ".private-key", "holds no private key");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() {
        assertWrong(ONE.certificatePem(), OTHER.keyPem(), KEY + ".private-key", "does not belong to");
    }

    @Test
    void refusesAKeyOfAnotherKind() throws Exception {
        assertWrong(
                ONE.certificatePem(),
                pem(new JcaPKCS8Generator(ecKey().getPrivate(), null)),
                KEY + ".private-key",
                "does not belong to");
    }

    @Test
    void refusesAnEncryptedKey() throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    ONE.key(),
                    new JcePEMEncryptorBuilder("AES-128-CBC")
                            .setProvider(new BouncyCastleProvider())
                            .build("passphrase".toCharArray()));
        }

        assertWrong(ONE.certificatePem(), text.toString(), KEY + ".private-key", "an encrypted private key");
    }

    @Test
    void refusesWhatIsNoPem() {
        assertWrong(
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                null,
                KEY + ".certificate",
                "no readable PEM");
        assertWrong("hello", null, KEY + ".certificate", "holds no certificate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openssl genrsa -traditional -out key.pem 2048",
                "openssl genpkey -algorithm RSA -out key.pem",
                "openssl ecparam -genkey -name prime256v1 -out key.pem",
                "openssl genpkey -algorithm ed25519 -out key.pem"
            })
    void takesEveryKindOfKeyThatOpensslWrites(String command) throws Exception {
        run(command);
        run("openssl req -x509 -key key.pem -subj /CN=openssl.example -days 9 -out certificate.pem");

        String certificate = directory.resolve("certificate.pem").toString();
        assertThat(Identity.fromPem(
                                KEY, certificate, directory.resolve("key.pem").toString())
                        .certificate()
                        .getSubjectX500Principal())
                .hasToString("CN=openssl.example");
    }

    private void run(String command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command.split(" "))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        } catch (IOException e) {
            assumeTrue(false, "openssl is not on this machine: " + e.getMessage());
        }
    }

    private static KeyPair ecKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static String pem(PKCS8Generator object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    private Identity read(String certificate, @Nullable String key) throws IOException {
        Path certificateFile = Files.writeString(directory.resolve("certificate.pem"), certificate);
        Path keyFile = key == null ? null : Files.writeString(directory.resolve("private.pem"), key);
        return Identity.fromPem(KEY, certificateFile.toString(), keyFile == null ? null : keyFile.toString());
    }

    private void assertWrong(String certificate, @Nullable String key, String setting, String found) {
        assertThatThrownBy(() -> read(certificate, key))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(setting + ": found ")
                .hasMessageContaining(found);
    }
}
