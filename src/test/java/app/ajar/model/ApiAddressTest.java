package app.ajar.model;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ApiAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://graph.instagram.com", "HTTPS://graph.instagram.com", "https://example.com:8443",
            "https://127.0.0.1:9", "http://127.0.0.1:8080", "http://127.9.9.9", "http://localhost:1",
            "http://LOCALHOST",
            "http://[::1]:8080", "HTTP://127.0.0.1"})
    void token_mayGo_overHttpsOrWithinThisComputer(String base) {
        assertThat(ApiAddress.allowed(URI.create(base))).isTrue();
        assertThat(new ApiAddress(URI.create(base), "v26.0").base()).isEqualTo(URI.create(base));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://graph.instagram.com", "http://127.0.0.1.evil.com", "http://localhost.evil.com",
            "http://localhost@evil.com", "https://localhost@evil.com", "https://user:secret@graph.instagram.com",
            "http://127.0.0.1@evil.com/", "http://evil.com#127.0.0.1", "http://evil.com?127.0.0.1",
            "https://graph.instagram.com?to=evil", "http://10.0.0.1", "http://192.168.1.1", "http://0.0.0.0",
            "http://[::]", "http://[fe80::1]", "http://[2a03:2880::1]", "http://169.254.169.254", "http://128.0.0.1",
            "http://1.1.1.1", "http://localhost.", "http://xn--lcalhost-54a.com", "ftp://127.0.0.1",
            "file:///etc/passwd",
            "127.0.0.1:80", "//127.0.0.1", "http:///path", "http:127.0.0.1", "https:", "", "mailto:a@b.c"})
    void token_mayNotGo_anywhereElse(String base) {
        URI address = base.equals("https:") ? URI.create("https:opaque") : uri(base);

        assertThat(ApiAddress.allowed(address)).isFalse();
        assertThatThrownBy(() -> new ApiAddress(address, "v26.0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onThisComputer_isTrueForLoopbackAlone() {
        assertThat(address("http://127.0.0.1:80").onThisComputer()).isTrue();
        assertThat(address("https://localhost").onThisComputer()).isTrue();
        assertThat(address("http://[::1]:80").onThisComputer()).isTrue();
        assertThat(address("https://graph.instagram.com").onThisComputer()).isFalse();
        assertThat(address("https://127.0.0.1.evil.com").onThisComputer()).isFalse();
        assertThat(address("https://10.0.0.1").onThisComputer()).isFalse();
    }

    /** Some of these only a lenient reader takes for an address at all. */
    private static URI uri(String text) {
        return text.indexOf(':') == "127.0.0.1".length() ? URI.create("x:" + text) : URI.create(text);
    }

    private static ApiAddress address(String base) {
        return new ApiAddress(URI.create(base), "v26.0");
    }
}
