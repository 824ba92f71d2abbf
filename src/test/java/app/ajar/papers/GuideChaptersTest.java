package app.ajar.papers;

import app.ajar.papers.Guide.Chapter;
import app.ajar.papers.Guide.Code;
import app.ajar.papers.Guide.Manner;
import app.ajar.papers.Guide.Paragraph;
import app.ajar.papers.Guide.Picture;
import app.ajar.papers.Guide.Points;
import app.ajar.papers.Guide.Span;
import app.ajar.papers.Guide.Table;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The guide as the window reads it. */
class GuideChaptersTest {

    private static final Pattern LEFT_OVER = Pattern.compile("\\*\\*|]\\(|`|\\|--|^#+ ", Pattern.MULTILINE);

    @Test
    void guide_isReadWhole_andNoMarkIsLeft() {
        List<Chapter> chapters = Guide.chapters();

        assertThat(chapters).hasSizeGreaterThan(15).extracting(Chapter::title).contains("The ring", "Shortcuts");
        for (Chapter chapter : chapters) {
            assertThat(chapter.blocks()).as(chapter.title()).isNotEmpty();
            for (Guide.Block block : chapter.blocks()) {
                assertThat(block.plain()).as(chapter.title()).isNotBlank();
                if (!(block instanceof Code)) {
                    assertThat(block.plain()).as(chapter.title()).doesNotContainPattern(LEFT_OVER);
                }
            }
        }
    }

    @Test
    void everyLinkWithinTheGuide_leadsToAChapter() {
        List<Chapter> chapters = Guide.chapters();
        Set<String> anchors = chapters.stream().map(Chapter::anchor).collect(Collectors.toSet());

        List<String> links = chapters.stream().flatMap(chapter -> chapter.blocks().stream())
                .flatMap(GuideChaptersTest::spans).map(Span::link)
                .filter(link -> link != null && link.startsWith("#")).toList();

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(anchors).contains(link.substring(1)));
    }

    @Test
    void everythingThatTheGuideUses_isUnderstood() {
        List<Chapter> chapters = Guide.chapters("""
                # Title
                before
                ## One & two
                Words with **strong**, *named*, `typed` and a [link](#one--two), and [a file](../README.md).

                - first
                - second

                1. step

                | a | b |
                |---|---|
                | c | **d** |

                ```
                ajar sync
                ajar doctor
                ```

                ![The inbox](pictures/inbox-light.png)
                """);

        Chapter chapter = chapters.getFirst();
        assertThat(chapters).hasSize(1);
        assertThat(chapter.title()).isEqualTo("One & two");
        assertThat(chapter.anchor()).isEqualTo("one--two");
        assertThat(chapter.blocks()).satisfiesExactly(
                block -> assertThat(((Paragraph) block).words()).contains(new Span("strong", Manner.STRONG, null),
                        new Span("named", Manner.TITLE, null), new Span("typed", Manner.CODE, null),
                        new Span("link", Manner.PLAIN, "#one--two"), new Span(", and a file.", Manner.PLAIN, null)),
                block -> assertThat(((Points) block).points()).hasSize(2),
                block -> assertThat(((Points) block).numbered()).isTrue(), block -> {
                    assertThat(((Table) block).head()).hasSize(2);
                    assertThat(block.plain()).isEqualTo("c: d");
                }, block -> assertThat(((Code) block).lines()).isEqualTo("ajar sync\najar doctor"),
                block -> assertThat(((Picture) block).words()).isEqualTo("The inbox"));
    }

    private static Stream<Span> spans(Guide.Block block) {
        return switch (block) {
            case Paragraph paragraph -> paragraph.words().stream();
            case Points points -> points.points().stream().flatMap(List::stream);
            case Table table -> Stream.concat(Stream.of(table.head()), table.rows().stream()).flatMap(List::stream)
                    .flatMap(List::stream);
            case Code _,Picture _ -> Stream.empty();
        };
    }
}
