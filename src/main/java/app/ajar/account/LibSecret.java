package app.ajar.account;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

/**
 * The Secret Service of Linux desktops (GNOME Keyring, KWallet, KeePassXC) through libsecret's blocking calls.
 * Signatures: https://gnome.pages.gitlab.gnome.org/libsecret/
 */
final class LibSecret implements Keychain {

    /** {@code struct SecretSchema}: name, flags, 32 attributes of 16 bytes, reserved space. */
    private static final long SCHEMA_BYTES = 8 + 8 + 32 * 16 + 8 + 7 * 8;
    private static final long SCHEMA_FIRST_ATTRIBUTE = 16;
    private static final long ATTRIBUTE_BYTES = 16;
    /** {@code struct GError}: a domain, a code, a message. */
    private static final long ERROR_BYTES = 16;
    private static final long ERROR_MESSAGE = 8;
    private static final long LONGEST_TEXT = 64 * 1024;

    private final MethodHandle store;
    private final MethodHandle lookup;
    private final MethodHandle clear;
    private final MethodHandle free;
    private final MethodHandle errorFree;
    private final MethodHandle tableNew;
    private final MethodHandle tableInsert;
    private final MethodHandle tableUnref;
    private final MemorySegment hash;
    private final MemorySegment equal;
    private final MemorySegment schema;

    private LibSecret(NativeLibrary secret, NativeLibrary glib) throws IOException {
        store = secret.function("secret_password_storev_sync",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        lookup = secret.function("secret_password_lookupv_sync",
                FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        clear = secret.function("secret_password_clearv_sync",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        free = secret.function("secret_password_free", FunctionDescriptor.ofVoid(ADDRESS));
        errorFree = glib.function("g_error_free", FunctionDescriptor.ofVoid(ADDRESS));
        tableNew = glib.function("g_hash_table_new", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        tableInsert = glib.function("g_hash_table_insert", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
        tableUnref = glib.function("g_hash_table_unref", FunctionDescriptor.ofVoid(ADDRESS));
        hash = glib.symbol("g_str_hash");
        equal = glib.symbol("g_str_equal");
        schema = schema(Arena.global());
    }

    static Keychain open() throws IOException {
        return new LibSecret(NativeLibrary.load("libsecret-1.so.0"), NativeLibrary.load("libglib-2.0.so.0"));
    }

    @Override
    public Optional<String> read(String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ADDRESS);
            MemorySegment attributes = attributes(arena, name);
            try {
                MemorySegment found = (MemorySegment) lookup.invokeExact(schema, attributes, MemorySegment.NULL, error);
                check(error);
                if (found.equals(MemorySegment.NULL)) {
                    return Optional.empty();
                }
                String secret = text(found);
                free.invokeExact(found);
                return Optional.of(secret);
            } finally {
                tableUnref.invokeExact(attributes);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeLibrary.wrong(e);
        }
    }

    @Override
    public void write(String name, String label, String secret) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ADDRESS);
            MemorySegment attributes = attributes(arena, name);
            try {
                // A null collection is the one that the user's session keeps.
                int stored = (int) store.invokeExact(schema, attributes, MemorySegment.NULL, arena.allocateFrom(label),
                        arena.allocateFrom(secret), MemorySegment.NULL, error);
                check(error);
                if (stored == 0) {
                    throw new IOException("the keychain did not take the secret");
                }
            } finally {
                tableUnref.invokeExact(attributes);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeLibrary.wrong(e);
        }
    }

    @Override
    public void forget(String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(ADDRESS);
            MemorySegment attributes = attributes(arena, name);
            try {
                // False without an error means that there was none.
                int ignored = (int) clear.invokeExact(schema, attributes, MemorySegment.NULL, error);
                check(error);
            } finally {
                tableUnref.invokeExact(attributes);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw NativeLibrary.wrong(e);
        }
    }

    private static MemorySegment schema(Arena arena) {
        MemorySegment schema = arena.allocate(SCHEMA_BYTES, ADDRESS.byteAlignment());
        schema.set(ADDRESS, 0, arena.allocateFrom("app.ajar.Token"));
        schema.set(ADDRESS, SCHEMA_FIRST_ATTRIBUTE, arena.allocateFrom("service"));
        schema.set(ADDRESS, SCHEMA_FIRST_ATTRIBUTE + ATTRIBUTE_BYTES, arena.allocateFrom("name"));
        return schema;
    }

    /** The texts live in the arena, so the table must be let go before it. */
    private MemorySegment attributes(Arena arena, String name) throws Throwable {
        MemorySegment table = (MemorySegment) tableNew.invokeExact(hash, equal);
        tableInsert.invokeExact(table, arena.allocateFrom("service"), arena.allocateFrom(SystemKeychain.SERVICE));
        tableInsert.invokeExact(table, arena.allocateFrom("name"), arena.allocateFrom(name));
        return table;
    }

    private void check(MemorySegment place) throws Throwable {
        MemorySegment error = place.get(ADDRESS, 0);
        if (!error.equals(MemorySegment.NULL)) {
            String message = text(sized(error, ERROR_BYTES).get(ADDRESS, ERROR_MESSAGE));
            errorFree.invokeExact(error);
            throw new IOException(message);
        }
    }

    private static String text(MemorySegment pointer) {
        return sized(pointer, LONGEST_TEXT).getString(0);
    }

    @SuppressWarnings("restricted") // C gives pointers without a length
    private static MemorySegment sized(MemorySegment pointer, long bytes) {
        return pointer.reinterpret(bytes);
    }
}
