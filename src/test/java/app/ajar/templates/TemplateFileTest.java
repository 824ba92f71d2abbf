package app.ajar.templates;

import app.ajar.model.AccountId;
import app.ajar.store.Templates;
import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Stage;
import app.ajar.store.Templates.Template;
import app.ajar.templates.TemplateFile.Bad;
import app.ajar.templates.TemplateFile.Format;
import app.ajar.templates.TemplateFile.Read;
import app.ajar.templates.TemplateFile.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateFileTest {

    private static final AccountId SHOP = new AccountId("17841400000000001");

    private static Read read(String text, Format format) {
        return read(text.getBytes(StandardCharsets.UTF_8), format);
    }

    private static Read read(byte[] bytes, Format format) {
        return TemplateFile.read(bytes, format,
                name -> name.equals("harbour.bakery") ? Optional.of(SHOP) : Optional.empty());
    }

    private static Read.Rows rows(Read read) {
        assertThat(read).isInstanceOf(Read.Rows.class);
        return (Read.Rows) read;
    }

    private static Content plain(String name, String text) {
        return new Content(null, name, text, "greeting", null);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatIsWritten_isReadBackTheSame(Format format) {
        List<Content> contents = List.of(
                new Content(SHOP, "Hours, \"all\"", "Mon\nTue; \"Wed\"\n{first_name|there} 👩‍👩‍👧", "shipping",
                        Stage.FOLLOW_UP),
                plain("=SUM(A1)", "-20 % today"), plain("'=x", "@you"), plain("'plain", "+1"),
                plain("Сайт", "مرحبا"));
        List<Template> templates = contents.stream()
                .map(content -> new Template(new Templates.Id(1), content, 1, 3, null))
                .toList();
        byte[] file = TemplateFile.write(templates, format, id -> "harbour.bakery");
        Read.Rows rows = rows(read(file, format));
        assertThat(rows.bad()).isEmpty();
        assertThat(rows.good()).isEqualTo(contents);
    }

    @Test
    void aCellThatLooksLikeAFormula_isWrittenWithAnApostrophe() {
        byte[] file = TemplateFile.write(List.of(new Template(new Templates.Id(1), plain("=cmd", "@x"), 1, 0, null)),
                Format.CSV,
                id -> "");
        assertThat(new String(file, StandardCharsets.UTF_8)).startsWith("\uFEFF").contains("\"'=cmd\",\"'@x\"");
    }

    @Test
    void badRows_areToldByLine_andCostNoOther() {
        Read.Rows rows = rows(read("""
                name,text,stage,account
                One,"two
                lines",,
                ,nameless,,
                Two,,,
                Three,three,midway,
                Four,four,,nobody
                Five,a, b, c, d
                Six,six,Follow up,@Harbour.Bakery
                """, Format.CSV));
        assertThat(rows.good()).containsExactly(plain("One", "two\nlines"),
                new Content(SHOP, "Six", "six", "greeting", Stage.FOLLOW_UP));
        assertThat(rows.bad()).containsExactly(new Bad(4, Reason.NO_NAME), new Bad(5, Reason.NO_TEXT),
                new Bad(6, Reason.NO_STAGE), new Bad(7, Reason.NO_ACCOUNT), new Bad(8, Reason.MANY_CELLS));
    }

    @Test
    void aQuoteThatNobodyCloses_costsItsLineOnly() {
        Read.Rows rows = rows(read("name,text\nOne,1\nTwo,\"2\nThree,3\nFour,4\n", Format.CSV));
        assertThat(rows.good()).containsExactly(plain("One", "1"), plain("Three", "3"), plain("Four", "4"));
        assertThat(rows.bad()).containsExactly(new Bad(3, Reason.OPEN_QUOTE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name;text\nA;b, c\n", "sep=;\r\nname;text\r\nA;b, c\r\n", "name\ttext\nA\tb, c\n",
            "\uFEFFText,Name\n\"b, c\",A\n"})
    void spreadsheetsOfOtherCountries_areRead(String text) {
        assertThat(rows(read(text, Format.CSV)).good()).containsExactly(plain("A", "b, c"));
    }

    @Test
    void windowsLettersAndUtf16_areRead() {
        String text = "name,text\nCafé,Größe\n";
        List<Content> expected = List.of(plain("Café", "Größe"));
        assertThat(rows(read(text.getBytes(Charset.forName("windows-1252")), Format.CSV)).good()).isEqualTo(expected);
        assertThat(rows(read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE), Format.CSV)).good())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "a,b\n1,2\n", "\u0000\u0001"})
    void whatIsNoTable_isSaid(String text) {
        assertThat(read(text, Format.CSV)).isEqualTo(new Read.NoTemplates(Format.CSV));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "3", "{\"templates\": 1}", "{nonsense"})
    void jsonWithoutAList_isSaid(String text) {
        assertThat(read(text, Format.JSON)).isEqualTo(new Read.NoTemplates(Format.JSON));
    }

    @Test
    void badJsonRows_areToldByLine_andCostNoOther() {
        Read.Rows rows = rows(read("""
                [
                {"name": "One", "text": "1", "more": [1]},
                7,
                {"name": 3, "text": "x"},
                {"name": "Two", "text": "2", "category": null},
                {"name": "Broken
                """, Format.JSON));
        assertThat(rows.good()).containsExactly(plain("One", "1"), plain("Two", "2"));
        assertThat(rows.bad()).extracting(Bad::why).containsExactly(Reason.NO_OBJECT, Reason.NO_WORDS, Reason.BROKEN);
        assertThat(rows.bad()).extracting(Bad::line).startsWith(3L, 4L);
    }

    @Test
    void tooMuch_isRefusedWhole() {
        assertThat(read(new byte[TemplateFile.MOST_BYTES + 1], Format.CSV)).isEqualTo(new Read.TooLarge());
        StringBuilder text = new StringBuilder("name,text\n");
        for (int i = 0; i < TemplateFile.MOST_ROWS; i++) {
            text.append('n').append(i).append(",t\n");
        }
        assertThat(rows(read(text.toString(), Format.CSV)).good()).hasSize(TemplateFile.MOST_ROWS);
        assertThat(read(text + "more,t\n", Format.CSV)).isEqualTo(new Read.TooMany());
    }
}
