package app.ajar.media;

import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignedUrlTest {

    /** 0x68BDB031 is 2025-09-07T16:17:53Z. */
    private static final String URL = "https://scontent-iad3-2.cdninstagram.com/v/t51.2885-19/1_n.jpg?stp=dst&oh=00_A&oe=68BDB031&_nc_sid=1";
    private static final Instant END = Instant.parse("2025-09-07T16:17:53Z");

    @Test
    void signedUrl_isExpired_fromTheSecondItNames() {
        assertThat(SignedUrl.expired(URL, END.minusSeconds(1))).isFalse();
        assertThat(SignedUrl.expired(URL, END)).isTrue();
    }

    @Test
    void urlThatSaysNothing_isNotExpired() {
        assertThat(SignedUrl.expired("https://example.com/a?noe=68BDB031", END)).isFalse();
        assertThat(SignedUrl.expired("https://example.com/a?oe=soon", END)).isFalse();
        assertThat(SignedUrl.expired("https://example.com/oe=68BDB031", END)).isFalse();
    }

    @Test
    void newSignature_isNoOtherPicture_butAnotherPathIs() {
        assertThat(SignedUrl.differs(URL, URL.replace("68BDB031", "68C00000"))).isFalse();
        assertThat(SignedUrl.differs(URL, URL.replace("iad3-2", "fra5-1"))).isFalse();
        assertThat(SignedUrl.differs(URL, URL.replace("1_n.jpg", "2_n.jpg"))).isTrue();
        assertThat(SignedUrl.differs(null, URL)).isFalse();
        assertThat(SignedUrl.differs(URL, null)).isFalse();
        assertThat(SignedUrl.differs("not a url |", URL)).isTrue();
    }
}
