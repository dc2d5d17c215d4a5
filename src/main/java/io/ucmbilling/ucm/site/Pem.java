package io.ucmbilling.ucm.site;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reader of certificates in PEM. Other blocks in the file are passed over, as a UCM's own file holds its key too (guide, Table
 * 2).
 */
public final class Pem {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

    private Pem() {}

    /** Returns the certificate blocks of a file, at least one, each readable. */
    static String read(String file) throws UnreadablePemException {
        try {
            String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
            List<String> blocks =
                    CERTIFICATE.matcher(text).results().map(MatchResult::group).toList();
            if (blocks.isEmpty()) {
                throw new UnreadablePemException("a file without a certificate");
            }
            String certificates = String.join("\n", blocks);
            certificates(certificates);
            return certificates;
        } catch (NoSuchFileException e) {
            throw new UnreadablePemException("no such file");
        } catch (IOException | InvalidPathException e) {
            throw new UnreadablePemException("a file that cannot be read (" + e.getMessage() + ")");
        } catch (CertificateException e) {
            throw new UnreadablePemException("a certificate that cannot be read (" + e.getMessage() + ")");
        }
    }

    /** Returns the certificates of {@link #read}'s text, in its order. */
    public static List<X509Certificate> certificates(String text) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return factory
                .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** Failure to find certificates. The message says what was found. */
    static final class UnreadablePemException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadablePemException(String found) {
            super(found);
        }
    }
}
