package io.ucmbilling.access;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificate of a listener that was given none, as a UCM shows one that it signed itself. */
final class SelfSigned {
    private static final X500Name NAME = new X500Name("CN=ucm-billing-gateway");
    private static final Duration BEFORE_NOW = Duration.ofDays(1);
    private static final Duration VALID = Duration.ofDays(3650);
    private static final int RSA_BITS = 2048;

    private SelfSigned() {}

    /** Returns an RSA key, which old clients know too, and its certificate. */
    static Identity make(InetAddress host, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            KeyPair keys = generator.generateKeyPair();
            return new Identity(keys.getPrivate(), List.of(certificate(keys, host, now)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("could not make a certificate: " + e.getMessage(), e);
        }
    }

    private static X509Certificate certificate(KeyPair keys, InetAddress host, Instant now)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        var builder = new JcaX509v3CertificateBuilder(
                NAME,
                new BigInteger(Long.SIZE * 2 - 1, new SecureRandom()).setBit(0),
                Date.from(now.minus(BEFORE_NOW)),
                Date.from(now.plus(VALID)),
                NAME,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, names(host));
        var signer = new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static GeneralNames names(InetAddress host) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        names.add(new GeneralName(GeneralName.iPAddress, "::1"));
        if (!host.isAnyLocalAddress() && !host.isLoopbackAddress()) {
            names.add(new GeneralName(GeneralName.iPAddress, host.getHostAddress()));
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }
}
