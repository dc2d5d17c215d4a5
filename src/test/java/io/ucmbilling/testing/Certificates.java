package io.ucmbilling.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates for servers in the test JVM, RSA 2048, valid from 2020 to 2099 whatever the test's clock says. */
public final class Certificates {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Certificates() {}

    /** A self-signed certificate as a UCM makes itself one; also names localhost and 127.0.0.1. */
    public static Identity generate(String commonName) {
        return generate(commonName, "SHA256withRSA");
    }

    /** The same, signed with another algorithm, such as SHA1withRSA. */
    public static Identity generate(String commonName, String algorithm) {
        KeyPair keys = keys();
        X500Name name = new X500Name("CN=" + commonName);
        return new Identity(keys.getPrivate(), sign(name, keys, name, keys.getPrivate(), algorithm));
    }

    /** A certificate that the issuer signs; does not name localhost unless that is its common name. */
    public static Identity issue(Identity issuer, String commonName) {
        KeyPair keys = keys();
        X500Name issuerName = X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
        X500Name subject = new X500Name("CN=" + commonName);
        return new Identity(keys.getPrivate(), sign(subject, keys, issuerName, issuer.key(), "SHA256withRSA"));
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(
            X500Name subject, KeyPair keys, X500Name issuer, PrivateKey issuerKey, String algorithm) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(120, RANDOM),
                    Date.from(Instant.parse("2020-01-01T00:00:00Z")),
                    Date.from(Instant.parse("2099-01-01T00:00:00Z")),
                    subject,
                    keys.getPublic());
            boolean selfSigned = subject.equals(issuer);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(selfSigned));
            builder.addExtension(Extension.subjectAlternativeName, false, names(subject, selfSigned));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKey)));
        } catch (OperatorCreationException | GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralNames names(X500Name subject, boolean selfSigned) {
        GeneralName own =
                new GeneralName(GeneralName.dNSName, subject.toString().substring("CN=".length()));
        GeneralName localhost = new GeneralName(GeneralName.dNSName, "localhost");
        GeneralName loopback = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
        return new GeneralNames(selfSigned ? new GeneralName[] {own, localhost, loopback} : new GeneralName[] {own});
    }

    /** A private key and its certificate. */
    public record Identity(PrivateKey key, X509Certificate certificate) {

        /** A TLS context for a server that shows this certificate. */
        public SSLContext serverContext() {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("server", key, new char[0], new X509Certificate[] {certificate});
                KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keyManagers.init(store, new char[0]);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keyManagers.getKeyManagers(), null, null);
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }

        public String certificatePem() {
            return pem(certificate);
        }

        public String keyPem() {
            return pem(key);
        }

        /** SHA-256 over the certificate's DER, 64 lower-case hex digits. */
        public String fingerprint() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String pem(Object object) {
            StringWriter text = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
                writer.writeObject(object);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return text.toString();
        }
    }
}
