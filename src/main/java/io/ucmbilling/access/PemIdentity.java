package io.ucmbilling.access;

import io.ucmbilling.settings.WrongSettingException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * A listener's certificate and key, as read from PEM files, as the UCM takes them (guide, <i>TLS Private Key, TLS
 * Cert</i>).
 */
final class PemIdentity {
    /** A file must be smaller (guide: under 2MB). */
    static final long TOO_LARGE = 2L * 1024 * 1024;

    private final String key;
    private final List<X509Certificate> certificates = new ArrayList<>();
    private @Nullable PrivateKey privateKey;

    private PemIdentity(String key) {
        this.key = key;
    }

    /** Reads and checks them, as {@link Identity#fromPem} says. */
    static Identity read(String export, String certificate, @Nullable String privateKey) {
        PemIdentity certificates = new PemIdentity(export + ".certificate").add(certificate);
        PemIdentity keys = privateKey == null ? certificates : new PemIdentity(export + ".private-key").add(privateKey);
        if (certificates.certificates.isEmpty()) {
            throw certificates.wrong(certificate + ", which holds no certificate", "a PEM file with a certificate");
        }
        if (keys.privateKey == null) {
            throw keys.wrong(
                    keys.found(privateKey == null ? certificate : privateKey), "a PEM file with a private key");
        }
        Identity identity = new Identity(keys.privateKey, certificates.certificates);
        if (!belongTogether(identity)) {
            throw keys.wrong(
                    "a key that does not belong to the certificate of "
                            + identity.certificate().getSubjectX500Principal(),
                    "the key of the first certificate in " + certificate);
        }
        return identity;
    }

    private String found(String file) {
        return file + ", which holds no private key"
                + (key.endsWith(".certificate") ? ", and no private-key file" : "");
    }

    private PemIdentity add(String file) {
        try (PEMParser parser = new PEMParser(new StringReader(text(file)))) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                add(part);
            }
            return this;
        } catch (IOException | GeneralSecurityException e) {
            throw new WrongSettingException(
                    key, file + ", which is no readable PEM: " + e.getMessage(), "a PEM file", e);
        }
    }

    private void add(Object part) throws IOException, GeneralSecurityException {
        switch (part) {
            case X509CertificateHolder holder ->
                certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
            case PrivateKeyInfo info -> privateKey = new JcaPEMKeyConverter().getPrivateKey(info);
            case PEMKeyPair pair -> privateKey = new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
            case PKCS8EncryptedPrivateKeyInfo _, PEMEncryptedKeyPair _ ->
                throw wrong(
                        "an encrypted private key", "one that is not encrypted: nobody is there to type a passphrase");
            default -> {
                // Curve parameters and the like: nothing that is needed.
            }
        }
    }

    private String text(String file) throws IOException {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw wrong(path.toAbsolutePath() + ", which is no file", "a PEM file under 2 MB");
        }
        if (!Files.isReadable(path)) {
            throw wrong(path.toAbsolutePath() + ", which cannot be read", "a file that this process may read");
        }
        long size = Files.size(path);
        if (size >= TOO_LARGE) {
            throw wrong(file + " of " + size + " bytes", "a PEM file under 2 MB");
        }
        return Files.readString(path, StandardCharsets.ISO_8859_1);
    }

    private WrongSettingException wrong(String found, String expected) {
        return new WrongSettingException(key, found, expected);
    }

    private static boolean belongTogether(Identity identity) {
        try {
            String key = identity.key().getAlgorithm();
            if (!key.equals(identity.certificate().getPublicKey().getAlgorithm())) {
                return false;
            }
            byte[] probe = "belong together".getBytes(StandardCharsets.US_ASCII);
            Signature signature = Signature.getInstance(
                    switch (key) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key;
                    });
            signature.initSign(identity.key());
            signature.update(probe);
            byte[] signed = signature.sign();
            signature.initVerify(identity.certificate().getPublicKey());
            signature.update(probe);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
