package io.ucmbilling.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;

/** Report contract R6: whoever reads a page gets a page, also if a template fails behind much that is right. */
@ExtendWith(OutputCaptureExtension.class)
class BrokenTemplateIT {
    private static final Path TEMPLATES = Path.of("src", "main", "resources", "templates");

    @TempDir
    private Path folder;

    private void breakTemplate(String name) throws IOException {
        FileSystemUtils.copyRecursively(TEMPLATES, folder);
        Path template = folder.resolve(name);
        String much = "<p>much that is right</p>".repeat(2_000);
        Files.writeString(
                template,
                Files.readString(template).replace("</main>", much + "<p th:text=\"${nobody.name}\"></p></main>"));
    }

    @Test
    void isAnsweredByThePageOfAnError(CapturedOutput log) throws Exception {
        breakTemplate("report/audit.html");
        PageClient admin = ReportGateway.shared().signIn(ReportGateway.ADMIN);
        try (ReportGateway broken = ReportGateway.shared()
                .second(Map.of("spring.thymeleaf.prefix", folder.toUri().toString()))) {
            PageClient moved = broken.nobody();
            moved.cookie("SESSION", admin.cookie("SESSION"));
            PageAnswer page = moved.get("/audit");

            assertThat(page.status()).isEqualTo(500);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.document().select("h1").text()).isEqualTo("The page could not be made");
            assertThat(page.document().select("nav a").eachText()).contains("Calls", "Audit");
            assertThat(page.text()).doesNotContain("much that is right", "Exception", "nobody.name");
            assertThat(log).contains("the template report/audit failed", "nobody.name");
            assertThat(moved.get("/calls").status()).isEqualTo(200);
        }
    }
}
