package app.ajar.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.css.CssParser;
import javafx.css.Stylesheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StyleSheetsTest {

    private static final Path SHEETS = Path.of(System.getProperty("basedir", "."), "src/main/resources/app/ajar/ui");

    @Test
    void binaryForm_saysTheSameAsTheSheet_forEachOfOurs(@TempDir Path folder) throws IOException {
        List<Path> sheets = StyleSheets.in(SHEETS);
        assertThat(sheets).hasSizeGreaterThan(15);
        for (Path sheet : sheets) {
            Path copy = folder.resolve(SHEETS.relativize(sheet).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(sheet, copy);
        }

        StyleSheets.main(new String[]{folder.toString()});

        for (Path sheet : StyleSheets.in(folder)) {
            Stylesheet parsed = new CssParser().parse(sheet.toUri().toURL());
            Stylesheet read = Stylesheet.loadBinary(StyleSheets.binary(sheet).toUri().toURL());
            assertThat(said(parsed)).as(sheet.toString()).isNotEmpty();
            assertThat(said(read)).as(sheet.toString()).isEqualTo(said(parsed));
        }
    }

    private static List<String> said(Stylesheet sheet) {
        return sheet.getRules().stream().map(rule -> rule.getSelectors() + " " + rule.getDeclarations()).toList();
    }
}
