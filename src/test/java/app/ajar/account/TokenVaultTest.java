package app.ajar.account;

import app.ajar.graph.AccessToken;
import app.ajar.model.AccountId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenVaultTest {

    private static final AccountId SHOP = new AccountId("17841400000000001");
    private static final AccountId CAFE = new AccountId("17841400000000002");
    private static final AccessToken FIRST = new AccessToken("IGAAfirst0123456789");
    private static final AccessToken SECOND = new AccessToken("IGAAsecond9876543210");

    @TempDir
    private Path folder;

    @Test
    void fileVault_keepsTokens_acrossRestarts() throws IOException {
        TokenVault vault = new TokenVault(folder, null);
        vault.write(SHOP, FIRST);
        vault.write(CAFE, SECOND);

        TokenVault later = new TokenVault(folder, null);

        assertThat(later.kind()).isEqualTo(TokenVault.Kind.FILE);
        assertThat(later.read(SHOP)).contains(FIRST);
        assertThat(later.read(CAFE)).contains(SECOND);
        assertThat(later.read(new AccountId("1"))).isEmpty();
    }

    @Test
    void fileVault_replacesAndForgets() throws IOException {
        TokenVault vault = new TokenVault(folder, null);
        vault.write(SHOP, FIRST);
        vault.write(SHOP, SECOND);
        vault.write(CAFE, FIRST);
        vault.forget(CAFE);
        vault.forget(CAFE);

        assertThat(vault.read(SHOP)).contains(SECOND);
        assertThat(vault.read(CAFE)).isEmpty();
        assertThat(new TokenVault(folder, null).read(CAFE)).isEmpty();
        assertThat(new TokenVault(folder, null).read(SHOP)).contains(SECOND);
        vault.forget(SHOP);
        assertThat(folder.resolve("vault.bin")).doesNotExist();
    }

    @Test
    void noFile_holdsATokenInClear_inAnySimpleEncoding() throws IOException {
        TokenVault vault = new TokenVault(folder, null);
        vault.write(SHOP, FIRST);
        vault.write(CAFE, SECOND);
        vault.write(SHOP, SECOND);

        List<Path> files = files();
        assertThat(files).extracting(file -> file.getFileName().toString()).containsExactlyInAnyOrder("vault.bin",
                "vault.key");
        for (Path file : files) {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            for (AccessToken token : List.of(FIRST, SECOND)) {
                byte[] raw = token.value().getBytes(StandardCharsets.UTF_8);
                assertThat(bytes).doesNotContain(token.value(), token.value().substring(4),
                        Base64.getEncoder().withoutPadding().encodeToString(raw), HexFormat.of().formatHex(raw),
                        new String(token.value().getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
            }
            assertThat(bytes).doesNotContain(SHOP.value());
        }
    }

    @Test
    void vaultFiles_areTheirOwnersAlone() throws IOException {
        Assumptions.assumeTrue(Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null);
        TokenVault vault = new TokenVault(folder, null);
        vault.write(SHOP, FIRST);
        vault.write(SHOP, SECOND);

        for (Path file : files()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        }
    }

    @Test
    void sameToken_isEncryptedAnew_eachTimeItIsWritten() throws IOException {
        TokenVault vault = new TokenVault(folder, null);
        vault.write(SHOP, FIRST);
        byte[] once = Files.readAllBytes(folder.resolve("vault.bin"));
        vault.write(SHOP, SECOND);
        vault.write(SHOP, FIRST);

        assertThat(Files.readAllBytes(folder.resolve("vault.bin"))).isNotEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 8, 15, 20, 30, -1})
    void changedByte_isNoticed_andTheVaultCanBeUsedAgain(int at) throws IOException {
        new TokenVault(folder, null).write(SHOP, FIRST);
        Path file = folder.resolve("vault.bin");
        byte[] bytes = Files.readAllBytes(file);
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        Files.write(file, bytes);

        TokenVault vault = new TokenVault(folder, null);
        assertThat(vault.read(SHOP)).isEmpty();
        vault.write(CAFE, SECOND);

        assertThat(new TokenVault(folder, null).read(CAFE)).contains(SECOND);
        assertThat(folder.resolve("vault.bin.bad")).exists();
    }

    @Test
    void vaultWithoutItsKeyOrWithAnother_givesNothing_andTakesNewTokens() throws IOException {
        new TokenVault(folder, null).write(SHOP, FIRST);
        Files.delete(folder.resolve("vault.key"));
        assertThat(new TokenVault(folder, null).read(SHOP)).isEmpty();

        new TokenVault(folder, null).write(SHOP, SECOND);
        assertThat(new TokenVault(folder, null).read(SHOP)).contains(SECOND);

        Files.write(folder.resolve("vault.key"), new byte[32]);
        assertThat(new TokenVault(folder, null).read(SHOP)).isEmpty();
        Files.write(folder.resolve("vault.key"), new byte[3]);
        assertThat(new TokenVault(folder, null).read(SHOP)).isEmpty();
    }

    @Test
    void emptyOrCutOffVault_givesNothing() throws IOException {
        new TokenVault(folder, null).write(SHOP, FIRST);
        Path file = folder.resolve("vault.bin");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(new TokenVault(folder, null).read(SHOP)).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void folderThatCannotBeWritten_isToldAndChangesNothing() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        TokenVault vault = new TokenVault(blocked.resolve("data"), null);

        assertThatThrownBy(() -> vault.write(SHOP, FIRST)).isInstanceOf(IOException.class);
        assertThat(vault.read(SHOP)).isEmpty();
        assertThat(Files.readString(blocked)).isEqualTo("a file");
    }

    @Test
    void keychain_takesTokens_andNoFileIsWritten() throws IOException {
        RememberedKeychain keychain = new RememberedKeychain();
        TokenVault vault = new TokenVault(folder, keychain);
        vault.write(SHOP, FIRST);

        assertThat(vault.kind()).isEqualTo(TokenVault.Kind.SYSTEM_KEYCHAIN);
        assertThat(files()).isEmpty();
        assertThat(new TokenVault(folder, keychain).read(SHOP)).contains(FIRST);
        vault.forget(SHOP);
        assertThat(keychain.secrets).isEmpty();
        assertThat(vault.read(SHOP)).isEmpty();
    }

    @Test
    void foldersNeverMix_inTheSameKeychain() throws IOException {
        RememberedKeychain keychain = new RememberedKeychain();
        new TokenVault(folder.resolve("one"), keychain).write(SHOP, FIRST);
        new TokenVault(folder.resolve("two"), keychain).write(SHOP, SECOND);

        assertThat(new TokenVault(folder.resolve("one"), keychain).read(SHOP)).contains(FIRST);
        assertThat(new TokenVault(folder.resolve("two/../two"), keychain).read(SHOP)).contains(SECOND);
        assertThat(new TokenVault(folder, keychain).read(SHOP)).isEmpty();
        assertThat(keychain.secrets.keySet()).noneMatch(name -> name.contains(folder.getFileName().toString()));
    }

    @Test
    void linkToTheFolder_isTheSameFolder() throws IOException {
        RememberedKeychain keychain = new RememberedKeychain();
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        new TokenVault(link, keychain).write(SHOP, FIRST);

        assertThat(new TokenVault(real, keychain).read(SHOP)).contains(FIRST);
    }

    @Test
    void tokenOfTheFile_isFoundAndMoves_whenAKeychainAppears() throws IOException {
        new TokenVault(folder, null).write(SHOP, FIRST);
        RememberedKeychain keychain = new RememberedKeychain();

        assertThat(new TokenVault(folder, keychain).read(SHOP)).contains(FIRST);

        assertThat(keychain.secrets).containsValue(FIRST.value());
        assertThat(folder.resolve("vault.bin")).doesNotExist();
        assertThat(new TokenVault(folder, keychain).read(SHOP)).contains(FIRST);
    }

    @Test
    void keychainThatRefuses_leavesTheTokenToTheFile_andTheNewestWins() throws IOException {
        RememberedKeychain keychain = new RememberedKeychain();
        TokenVault vault = new TokenVault(folder, keychain);
        vault.write(SHOP, FIRST);
        keychain.refuses = true;
        vault.write(SHOP, SECOND);

        assertThat(vault.kind()).isEqualTo(TokenVault.Kind.FILE);
        assertThat(new TokenVault(folder, null).read(SHOP)).contains(SECOND);
        assertThat(new TokenVault(folder, keychain).read(SHOP)).contains(SECOND);
        keychain.refuses = false;
        assertThat(new TokenVault(folder, keychain).read(SHOP)).contains(SECOND);
        assertThat(keychain.secrets).containsValue(SECOND.value()).doesNotContainValue(FIRST.value());
        assertThat(folder.resolve("vault.bin")).doesNotExist();
    }

    @Test
    void tokenThatTheKeychainMayStillHold_isReported_whenForgotten() throws IOException {
        RememberedKeychain keychain = new RememberedKeychain();
        TokenVault vault = new TokenVault(folder, keychain);
        vault.write(SHOP, FIRST);
        keychain.refuses = true;

        assertThatThrownBy(() -> vault.forget(SHOP)).isInstanceOf(IOException.class).hasMessage("locked");
        assertThat(vault.read(SHOP)).isEmpty();
    }

    @Test
    void keychainThatNeverAnswers_isGivenUp_andNotAskedAgainMeanwhile() throws Exception {
        CountDownLatch unlocked = new CountDownLatch(1);
        RememberedKeychain inner = new RememberedKeychain();
        Keychain slow = new Keychain() {
            @Override
            public Optional<String> read(String name) throws IOException {
                try {
                    unlocked.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return inner.read(name);
            }

            @Override
            public void write(String name, String label, String secret) throws IOException {
                read(name);
                inner.write(name, label, secret);
            }

            @Override
            public void forget(String name) throws IOException {
                inner.forget(name);
            }
        };
        assertThat(PatientKeychain.probe(() -> slow, Duration.ofMillis(50), Duration.ofMillis(50))).isEmpty();

        Keychain patient = new PatientKeychain(slow, Duration.ofMillis(50));
        TokenVault vault = new TokenVault(folder, patient);
        vault.write(SHOP, FIRST);
        assertThat(new TokenVault(folder, null).read(SHOP)).contains(FIRST);
        assertThatThrownBy(() -> patient.forget("any")).hasMessageContaining("still waits");
        unlocked.countDown();
    }

    @Test
    void probe_givesTheKeychain_whenItAnswers() throws IOException {
        RememberedKeychain inner = new RememberedKeychain();

        Keychain found = PatientKeychain.probe(() -> inner, Duration.ofSeconds(10), Duration.ofSeconds(10))
                .orElseThrow();

        found.write("name", "label", "secret");
        assertThat(found.read("name")).contains("secret");
        found.forget("name");
        assertThat(inner.secrets).isEmpty();
    }

    @Test
    void probe_givesNothing_whenTheLibraryIsMissingOrBroken() {
        assertThat(PatientKeychain.probe(() -> {
            throw new IOException("not installed");
        }, Duration.ofSeconds(10), Duration.ofSeconds(10))).isEmpty();
        assertThat(PatientKeychain.probe(() -> {
            throw new AssertionError("a native call went wrong");
        }, Duration.ofSeconds(10), Duration.ofSeconds(10))).isEmpty();
        assertThatThrownBy(() -> NativeLibrary.load("libthere-is-no-such.so.9")).isInstanceOf(IOException.class);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
