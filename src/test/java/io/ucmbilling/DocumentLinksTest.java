package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.Documents;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the documents refer to is there: other documents, rooms, types. */
class DocumentLinksTest {
    private static final Path README = Path.of("README.md");
    private static final Path DOCS = Path.of("src/docs");
    private static final Path CODE = Path.of("src/main/java/io/ucmbilling");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");
    private static final Pattern ANCHOR = Pattern.compile("(?m)^#+ (.+)$|<a id=\"(.+?)\">");
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");

    @Test
    void linksLeadSomewhere() {
        assertThat(Stream.concat(Stream.of(README), Documents.below(DOCS, ".md")))
                .allSatisfy(file -> assertThat(links(file)).allSatisfy(link -> {
                    assertThat(link.file()).exists();
                    assertThat(link.anchor() == null || anchors(link.file()).contains(link.anchor()))
                            .as(link.toString())
                            .isTrue();
                }));
    }

    @Test
    void everyDocumentIsReachedFromTheReadme() {
        Set<Path> reached = new TreeSet<>(Set.of(README));
        Deque<Path> toFollow = new ArrayDeque<>(reached);
        while (!toFollow.isEmpty()) {
            links(toFollow.remove()).stream()
                    .map(Link::file)
                    .filter(file -> file.toString().endsWith(".md") && reached.add(file))
                    .forEach(toFollow::add);
        }
        assertThat(reached).containsAll(Documents.below(DOCS, ".md").toList());
    }

    @Test
    void everyRoomStandsInTheArchitecture() {
        Set<String> rooms = Documents.below(CODE, ".java")
                .map(file -> CODE.relativize(file).getParent())
                .filter(room -> room != null)
                .map(room -> "`" + room.toString().replace('/', '.') + "`")
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Documents.text(DOCS.resolve("architecture.md"))).contains(rooms);
    }

    @Test
    void everyTypeThatIsNamedExists() {
        Set<String> types = Documents.below(Path.of("src"), ".java")
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        Stream<Path> documents =
                Stream.of("architecture.md", "contributing.md", "words.md").map(DOCS::resolve);
        assertThat(documents.flatMap(file -> Documents.found(TYPE, Documents.text(file)).stream()
                        .filter(type -> !types.contains(type))
                        .map(type -> file.getFileName() + ": " + type)))
                .as("names that are no type")
                .isEmpty();
    }

    /** @param anchor null: the whole document */
    private record Link(Path file, @Nullable String anchor) {}

    private static List<Link> links(Path file) {
        return LINK.matcher(Documents.text(file))
                .results()
                .map(link -> new Link(
                        link.group(1).isEmpty()
                                ? file
                                : file.resolveSibling(link.group(1)).normalize(),
                        link.group(2)))
                .toList();
    }

    /** The ids in the text, and what GitHub makes of headings. */
    private static Set<String> anchors(Path file) {
        return ANCHOR.matcher(Documents.text(file))
                .results()
                .map(found -> found.group(2) != null
                        ? found.group(2)
                        : found.group(1)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
