package io.ucmbilling.report.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.report.mail.MailFiles.MailFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailFilesTest {
    private static void fill(MailFiles files, String name, int bytes) throws IOException {
        files.add(name, "text/plain", out -> {
            try {
                out.write(new byte[bytes]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void leavesOutWhatIsTooLargeAndNamesIt() throws IOException {
        try (MailFiles files = new MailFiles(10)) {
            fill(files, "first", 6);
            fill(files, "second", 5);
            fill(files, "third", 4);

            assertThat(files.attached()).extracting(MailFile::name).containsExactly("first", "third");
            assertThat(files.tooLarge()).containsExactly("second");
        }
    }

    @Test
    void goWithTheMail() throws IOException {
        Path path;
        try (MailFiles files = new MailFiles(10)) {
            fill(files, "first", 6);
            fill(files, "second", 600);
            path = files.attached().getFirst().path();
            assertThat(path).hasSize(6);
        }
        assertThat(Files.exists(path.toAbsolutePath().getParent())).isFalse();
    }

    @Test
    void tellOfAnyOtherFailure() throws IOException {
        try (MailFiles files = new MailFiles(10)) {
            assertThatThrownBy(() -> files.add("broken", "text/plain", out -> {
                        throw new IOException("the disk is full");
                    }))
                    .hasMessage("the disk is full");
        }
    }

    @Test
    void areNamedForNobodyElse() {
        assertThat(List.of("a@example.com", "o'brien+cdr@mail.example.com")).allMatch(MailAddress::isValid);
        assertThat(List.of(
                        "a",
                        "a@b@c",
                        "Ana <a@example.com>",
                        "a@example.com,b@example.com",
                        "a@example.com\nBcc: b@c",
                        "a@[::1]"))
                .noneMatch(MailAddress::isValid);
    }
}
