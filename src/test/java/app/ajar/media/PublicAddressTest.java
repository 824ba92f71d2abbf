package app.ajar.media;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PublicAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"157.240.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
            "192.1.0.1", "198.17.255.255", "223.255.255.255", "2a03:2880::1", "64:ff9b::9df0:101", "2002:9df0:101::1"})
    void addressOfTheOpenNetwork_isPublic(String address) {
        assertThat(GuardedSockets.PublicAddress.is(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "0.1.2.3", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1",
            "127.255.255.254", "169.254.169.254", "172.16.0.0", "172.31.255.255", "192.0.0.8", "192.168.255.255",
            "198.18.0.1", "198.19.255.255", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1",
            "fe80::1", "fec0::1", "fc00::1", "fdff::1", "ff02::1", "::ffff:127.0.0.1", "::10.0.0.1",
            "64:ff9b::7f00:1", "64:ff9b::c0a8:1", "2002:a00:1::1", "2002:7f00:1::"})
    void addressOfThisComputerHomeOrOffice_isNot(String address) {
        assertThat(GuardedSockets.PublicAddress.is(InetAddress.ofLiteral(address))).isFalse();
    }
}
