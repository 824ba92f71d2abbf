package app.ajar.text;

import java.time.LocalTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypedTimeTest {

    @ParameterizedTest
    @CsvSource({"14:05, 14:05", "1405, 14:05", "14.05, 14:05", "9, 09:00", "2 pm, 14:00", "2:30pm, 14:30",
            "12 am, 00:00", "12 p.m., 12:00", "0:07, 00:07"})
    void time_isReadAsPeopleTypeIt(String typed, LocalTime time) {
        assertThat(new TypedTime(Locale.UK).read(typed)).contains(time);
        assertThat(new TypedTime(Locale.US).read(typed)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "25:00", "14:60", "13 pm", "soon", "14:5", "1 2 3"})
    void whatIsNoTime_isNone(String typed) {
        assertThat(new TypedTime(Locale.UK).read(typed)).isEmpty();
    }

    @Test
    void whatIsWritten_isReadAgain_inEveryLocale() {
        LocalTime time = LocalTime.of(16, 45);
        for (String tag : new String[]{"en-US", "en-GB", "de", "fr", "ar", "fa", "ja", "hi", "ko", "fi", "es"}) {
            TypedTime typed = new TypedTime(Locale.forLanguageTag(tag));
            assertThat(typed.read(typed.write(time))).as(tag).contains(time);
        }
    }
}
