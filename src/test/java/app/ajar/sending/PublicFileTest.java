package app.ajar.sending;

import app.ajar.model.OutboxMessage.Content.Kind;
import app.ajar.sending.PublicFile.Checked;
import app.ajar.sending.PublicFile.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublicFileTest {

    @ParameterizedTest
    @CsvSource({"https://example.com/a.jpg,IMAGE", "https://example.com/A.JPEG?x=1.pdf,IMAGE",
            "https://example.com/a.mp4,VIDEO",
            "https://example.com/a.m4a#t,AUDIO", "https://example.com/list.pdf,FILE", "https://example.com/a,",
            "HTTPS://Example.com:8443/b.webm,VIDEO", "' https://example.com/a.gif ',IMAGE",
            "https://example.com/ü.png,IMAGE",
            "https://1.2.3.4/a.wav,AUDIO"})
    void aPublicAddress_fits_andItsEndingSaysWhatItIs(String typed, Kind kind) {
        assertThat(PublicFile.check(typed)).isInstanceOfSatisfying(Checked.Fits.class, fits -> {
            assertThat(fits.file().likely()).isEqualTo(kind);
            assertThat(fits.file().address().toString()).matches("\\p{ASCII}+");
        });
    }

    @ParameterizedTest
    @CsvSource({"'',EMPTY", "'  ',EMPTY", "http://example.com/a.jpg,NOT_HTTPS", "ftp://example.com/a,NOT_HTTPS",
            "javascript:alert(1),NOT_HTTPS", "file:///home/me/a.jpg,ON_THIS_COMPUTER",
            "/home/me/a.jpg,ON_THIS_COMPUTER",
            "C:\\Pictures\\a.jpg,ON_THIS_COMPUTER", "~/a.jpg,ON_THIS_COMPUTER",
            "https://localhost/a.jpg,ON_THIS_COMPUTER",
            "https://127.0.0.1/a.jpg,ON_THIS_COMPUTER", "https://192.168.1.4/a.jpg,ON_THIS_COMPUTER",
            "https://172.20.0.1/a.jpg,ON_THIS_COMPUTER", "https://nas.local/a.jpg,ON_THIS_COMPUTER",
            "https://[::1]/a.jpg,ON_THIS_COMPUTER", "https://example/a.jpg,NOT_WHOLE", "https:///a.jpg,NOT_WHOLE",
            "example.com/a.jpg,NOT_WHOLE", "https://example.com/a b.jpg,NOT_WHOLE",
            "https://me@example.com/a.jpg,NOT_WHOLE",
            "https://,NOT_WHOLE", "https://example.com/%zz,NOT_WHOLE", "www.example.com/a.jpg,NOT_WHOLE"})
    void whatMetaCouldNotFetch_isRefused_withTheReason(String typed, Reason why) {
        assertThat(PublicFile.check(typed)).isEqualTo(new Checked.Wrong(why));
    }

    @Test
    void anEndlessAddress_isTooLong() {
        assertThat(PublicFile.check("https://example.com/" + "a".repeat(2_000)))
                .isEqualTo(new Checked.Wrong(Reason.TOO_LONG));
    }
}
