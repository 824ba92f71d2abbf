package app.ajar.ui.kit;

import app.ajar.ui.kit.WebLinks.Link;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebLinksTest {

    private static List<String> written(String text) {
        return WebLinks.in(text).stream().map(link -> text.substring(link.start(), link.end())).toList();
    }

    private static Link only(String text) {
        assertThat(WebLinks.in(text)).hasSize(1);
        return WebLinks.in(text).getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "See https://example.com/a.                     | https://example.com/a",
            "(https://example.com/a)                        | https://example.com/a",
            "https://en.wikipedia.org/wiki/Ajar_(door), yes | https://en.wikipedia.org/wiki/Ajar_(door)",
            "(see https://en.wikipedia.org/wiki/A_(b))      | https://en.wikipedia.org/wiki/A_(b)",
            "[x](https://example.com/a)                     | https://example.com/a",
            "<https://example.com/a>                        | https://example.com/a",
            "\"https://example.com/a\"                      | https://example.com/a",
            "“https://example.com/a”                        | https://example.com/a",
            "https://example.com/a?b=c&d=e#f!               | https://example.com/a?b=c&d=e#f",
            "https://example.com?!                          | https://example.com",
            "https://example.com:8443/x,                    | https://example.com:8443/x",
            "HTTPS://EXAMPLE.COM/A                          | HTTPS://EXAMPLE.COM/A",
            "http://example.com                             | http://example.com",
            "www.example.com.                               | www.example.com",
            "WWW.example.com/x                              | WWW.example.com/x",
            "انظر https://example.com/a؟                    | https://example.com/a",
            "ראו https://example.com/a, תודה                | https://example.com/a",
            "見て https://example.com/a。次                    | https://example.com/a",
            "https://例え.jp/道                               | https://例え.jp/道",
            "https://münchen.de/straße                      | https://münchen.de/straße",
            "https://example.com/😀😀 nice                    | https://example.com/😀😀",
            "https://example.com/a…                         | https://example.com/a",
            "https://example.com/a_b*                       | https://example.com/a_b",
            "https://1.2.3.4/x                              | https://1.2.3.4/x",
            "https://example.com./x                         | https://example.com./x",
            "line one\thttps://example.com/a\tline two      | https://example.com/a"})
    void anAddress_isFoundWhole_withoutTheSentenceAroundIt(String text, String link) {
        assertThat(written(text)).containsExactly(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "www", "www.", "www..", "www.x", "http://", "https://", "https:///a", "https://.",
            "http://a",
            "https://-.com", "https://a..b", "javascript:alert(1)", "file:///etc/passwd", "ftp://example.com",
            "mailto:a@example.com", "data:text/html,x", "xhttps://example.com", "me@www.example.com",
            "vbscript://example.com", "https://exa mple", "https://a.b:99999", "https://a.b:80x/", "https://[::1]/",
            "https://a_.b-/", "smb://www.", "https://0x7f000001/", "https://0x7f.0x1/", "https://017700000001.1/",
            "https://a_b.example", "https://\u202E", "example.com"})
    void whatIsNoWebAddress_staysText(String text) {
        assertThat(WebLinks.in(text)).isEmpty();
    }

    @Test
    void several_areFoundInOrder_evenOnSeveralLines() {
        assertThat(written("https://a.example/1\nthen www.b.example, and http://c.example/3")).containsExactly(
                "https://a.example/1", "www.b.example", "http://c.example/3");
    }

    @ParameterizedTest
    @CsvSource({"www.example.com/x,https://www.example.com/x", "HTTP://Example.COM/A,http://example.com/A",
            "https://münchen.de/straße,https://xn--mnchen-3ya.de/stra%C3%9Fe",
            "https://example.com/100%,https://example.com/100%25", "https://example.com/%20x,https://example.com/%20x",
            "https://example.com/a#b#c,https://example.com/a#b%23c",
            "https://example.com/😀,https://example.com/%F0%9F%98%80",
            "https://a@evil.example/x,https://evil.example/x", "https://example.com./x,https://example.com/x",
            "https://example.com?q=[1],https://example.com?q=%5B1%5D"})
    void theBrowserIsGiven_plainAscii_withoutUserNames(String text, String address) {
        assertThat(only(text).address()).hasToString(address);
    }

    @ParameterizedTest
    @CsvSource({"https://instagram.com@evil.example,evil.example",
            "https://instagram.com%2F@evil.example/x,evil.example",
            "https://instagram.com:443@evil.example/,evil.example",
            "https://xn--nstagram-5fb.com/,xn--nstagram-5fb.com", "https://instаgram.com/,xn--instgram-46g.com",
            "https://аррӏе.com/,xn--80ak6aa92e.com", "https://ｇoogle.com/,google.com",
            "https://paypal.com\u202Egro.live/,paypal.comgro.live", "https://pay\u200Bpal.com/,paypal.com",
            "https://pay\u00ADpal.com/,paypal.com", "https://αpple.example/,xn--pple-zld.example"})
    void whatMayDeceive_isMarked_andItsTrueHostTold(String text, String host) {
        assertThat(only(text).deceptive()).isTrue();
        assertThat(only(text).host()).isEqualTo(host);
        assertThat(only(text).address().getHost()).isEqualTo(host);
        assertThat(only(text).address().getUserInfo()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"https://www.instagram.com/p/x,www.instagram.com", "https://münchen.de,münchen.de",
            "https://例え.jp,例え.jp", "https://カフェcafé東京.jp,カフェcafé東京.jp", "https://한국.kr/,한국.kr",
            "https://موقع.example/,موقع.example", "https://example.com/@someone,example.com",
            "https://example.com/a?to=b@c.d,example.com", "https://10.0.0.1:8080/,10.0.0.1"})
    void whatReadsAsItIs_isNot(String text, String host) {
        assertThat(only(text).deceptive()).isFalse();
        assertThat(only(text).host()).isEqualTo(host);
    }

    @Test
    void anAddressOfEndlessLength_staysText_andManyAreBounded() {
        assertThat(WebLinks.in("https://example.com/" + "a".repeat(5_000))).isEmpty();
        assertThat(WebLinks.in("https://example.com/a ".repeat(500))).hasSize(50);
        assertThat(WebLinks.in("https://".repeat(3_000))).isEmpty();
        assertThat(WebLinks.in("(".repeat(10_000) + "www." + ")".repeat(10_000))).isEmpty();
    }

    @Test
    void pieces_followTheLinks_throughBrokenLines_andAShortenedEnd() {
        String text = "See  https://example.com/abc , or www.b.example";
        List<Link> links = WebLinks.in(text);

        assertThat(WebLinks.pieces(text, "See\nhttps://exam\nple.com/abc ,\nor www.b.exa…", links))
                .extracting(piece -> piece.text() + (piece.link() == null ? "" : "*"))
                .containsExactly("See\n", "https://exam\nple.com/abc*", " ,\nor ", "www.b.exa…*");
        assertThat(WebLinks.pieces(text, text, links)).extracting(WebLinks.Piece::link)
                .containsExactly(null, links.get(0), null, links.get(1));
        assertThat(WebLinks.pieces("a b", "a\nb", List.of())).hasSize(1);
    }

    @Test
    void nothingThrows_andEveryAddressIsOfTheWeb_whateverIsWritten() {
        Random random = new Random(5);
        String[] pieces = {"https://", "http://", "www.", "a", ".", "com", "/", "@", ":", "80", "%", "#", "?", "[", "]",
                "(",
                ")", "é", "م", "例", "😀", "\u202E", "\u200D", "\uD83D", " ", "\n", "xn--", "-", "\\", "。", "\u0000",
                "\uFFFF"};
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            int end = 0;
            for (Link link : WebLinks.in(text.toString())) {
                assertThat(link.start()).isGreaterThanOrEqualTo(end);
                assertThat(link.end()).isGreaterThan(link.start()).isLessThanOrEqualTo(text.length());
                assertThat(link.address().getScheme()).isIn("http", "https");
                assertThat(link.address().getHost()).isNotEmpty();
                assertThat(link.address().toString()).matches("\\p{ASCII}+");
                end = link.end();
            }
        }
    }
}
