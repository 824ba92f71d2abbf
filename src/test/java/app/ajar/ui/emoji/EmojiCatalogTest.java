package app.ajar.ui.emoji;

import app.ajar.ui.kit.EmojiTile;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmojiCatalogTest {

    private final EmojiCatalog catalog = EmojiCatalog.get();

    private List<String> search(String query) {
        return catalog.search(query).stream().map(EmojiEntry::emoji).toList();
    }

    @Test
    void everyEmoji_inEveryTone_hasAPicture_andAName_andStandsOnce() {
        assertThat(catalog.stream()).hasSizeGreaterThan(1_850)
                .allSatisfy(entry -> {
                    assertThat(entry.name()).isNotBlank();
                    assertThat(Arrays.stream(SkinTone.values()).map(entry::in)).allMatch(EmojiTile::canDraw);
                });
        assertThat(catalog.stream().map(EmojiEntry::emoji)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(EmojiGroup.values()).mapToInt(group -> catalog.of(group).size()).sum())
                .isEqualTo((int) catalog.stream().count());
        assertThat(EmojiGroup.values()).allMatch(group -> EmojiTile.canDraw(group.sign()));
    }

    @ParameterizedTest
    @CsvSource({"red heart,❤️", "RED HEART,❤️", "heart,❤️", "thumbs up,👍", "waving,👋", "fire,🔥", "hot beverage,☕",
            "coffee,☕", "pinata,🪅", "piñata,🪅", "flag: nigeria,🇳🇬", "nigeria,🇳🇬", ":tada:,🎉", "  grinning  ,😀",
            "lol,😂", "100,💯"})
    void aName_orAnotherWord_findsItsEmoji_amongTheFirst(String query, String emoji) {
        assertThat(search(query).stream().limit(12)).contains(emoji);
    }

    @ParameterizedTest
    @CsvSource({"de,herz,❤️", "de,rotes Herz,❤️", "de,Freudentränen,😂", "de,freudentranen,😂", "de,danke,🙏",
            "de,red heart,❤️",
            "es,corazón,❤️", "es,corazon rojo,❤️", "es,gracias,🙏", "es,CARA LLORANDO DE RISA,😂", "es,coffee,☕",
            "fr,red heart,❤️"})
    void aName_findsItsEmoji_inTheWindowsLanguage_andInEnglish(String language, String query, String emoji) {
        assertThat(EmojiCatalog.of(language).search(query).stream().map(EmojiEntry::emoji).limit(20)).contains(emoji);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "es"})
    void everyEmoji_hasANameInEachLanguage(String language) {
        List<EmojiEntry> local = EmojiCatalog.of(language).stream().toList();
        assertThat(local.stream().map(EmojiEntry::emoji)).containsExactlyElementsOf(
                catalog.stream().map(EmojiEntry::emoji).toList());
        assertThat(local).allMatch(entry -> !entry.name().isBlank());
        assertThat(local.stream().map(EmojiEntry::name)).doesNotHaveDuplicates();
    }

    @Test
    void theNameItself_comesBeforeLongerNames() {
        assertThat(search("dog")).startsWith("🐕");
        assertThat(search("grinning face")).startsWith("😀");
        assertThat(search("gri")).contains("😀").hasSizeGreaterThan(5);
    }

    @Test
    void everyWordMustFit_inAnyOrder() {
        assertThat(search("heart red")).startsWith("❤️");
        assertThat(search("red zzz")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ":::", "zzzzz", "\uD83D", "%$!"})
    void whatIsNoName_findsNothingMuch_andDoesNotThrow(String query) {
        assertThat(search(query)).hasSizeLessThan(3);
    }

    @Test
    void anEmoji_findsItself_inAnyTone() {
        assertThat(search("👍")).containsExactly("👍");
        assertThat(search(" 👍🏽 ")).containsExactly("👍");
        assertThat(catalog.find("👋🏿")).map(EmojiEntry::name).contains("waving hand");
        assertThat(catalog.find("x")).isEmpty();
    }

    @Test
    void tones_areTakenByThoseThatHaveThem_wherePeopleAreSeveralToo() {
        assertThat(catalog.find("👍").orElseThrow().in(SkinTone.DARK)).isEqualTo("👍🏿");
        assertThat(catalog.find("🤝").orElseThrow().in(SkinTone.MEDIUM)).isEqualTo("🤝🏽");
        assertThat(catalog.find("😀").orElseThrow().in(SkinTone.DARK)).isEqualTo("😀");
        assertThat(catalog.stream().filter(entry -> entry.toned() != null)).hasSizeGreaterThan(300)
                .allSatisfy(entry -> assertThat(new HashSet<>(Arrays.stream(SkinTone.values()).map(entry::in).toList()))
                        .hasSize(SkinTone.values().length));
    }
}
