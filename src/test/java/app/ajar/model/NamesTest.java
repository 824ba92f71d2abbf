package app.ajar.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NamesTest {

    @Test
    void displayName_isTheFirstThatIsNotBlank() {
        assertThat(Names.displayName(" Ana Ruiz ", "ana", "8198001234")).isEqualTo("Ana Ruiz");
        assertThat(Names.displayName("", "ana", "8198001234")).isEqualTo("ana");
        assertThat(Names.displayName(" \t", "ana", "8198001234")).isEqualTo("ana");
        assertThat(Names.displayName(null, " ", "8198001234")).isEqualTo("User 81980012");
        assertThat(Names.displayName(null, null, "81980012")).isEqualTo("User 81980012");
        assertThat(Names.displayName(null, null, "819")).isEqualTo("User 819");
        assertThat(Names.displayName(null, null, " ")).isEqualTo("Unknown");
        assertThat(Names.displayName(null, null, null)).isEqualTo("Unknown");
    }

    @ParameterizedTest
    @CsvSource({"Ana Ruiz,AR", "ana,A", "ana maria ruiz,AM", "  ana   ruiz  ,AR", "Ana\u00A0Ruiz,AR",
            "Ana\u3000Ruiz,AR",
            "élan vital,ÉV", "e\u0301lan,E\u0301", "ß,SS", "ñandú,Ñ", "渡辺 直美,渡直", "Владимир Ленский,ВЛ",
            "👩‍👩‍👧 Family,👩‍👩‍👧F", "🇯🇵 日本,🇯🇵日", "👍🏽 ok,👍🏽O", "1. Shop,1S", "@ana,@", "ﷺ x,ﷺX"})
    void initials_areTheFirstLettersOfAtMostTwoWords_neverCutInside(String name, String initials) {
        assertThat(Names.initials(name)).isEqualTo(initials);
    }

    @Test
    void initials_ofNothing_areAQuestionMark() {
        assertThat(Names.initials("")).isEqualTo("?");
        assertThat(Names.initials(" \u00A0\u3000\n")).isEqualTo("?");
    }

    @Test
    void initials_doNotDependOnTheUsersLanguage() {
        assertThat(Names.initials("istanbul ilkbahar")).isEqualTo("II");
    }
}
