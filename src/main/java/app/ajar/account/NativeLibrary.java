package app.ajar.account;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** One shared library of the operating system, with a checked failure for whatever it lacks. */
final class NativeLibrary {

    private final String name;
    private final SymbolLookup symbols;

    private NativeLibrary(String name, SymbolLookup symbols) {
        this.name = name;
        this.symbols = symbols;
    }

    /** Loads the library for the rest of the process. */
    @SuppressWarnings("restricted") // calling the system's own keychain is what this package is for
    static NativeLibrary load(String name) throws IOException {
        try {
            return new NativeLibrary(name, SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException e) {
            throw new IOException(name + " is not installed", e);
        }
    }

    /** The address of a function or a constant. */
    MemorySegment symbol(String symbol) throws IOException {
        return symbols.find(symbol).orElseThrow(() -> new IOException(name + " has no " + symbol));
    }

    @SuppressWarnings("restricted") // the descriptors beside each call are the libraries' published signatures
    MethodHandle function(String symbol, FunctionDescriptor signature, Linker.Option... options) throws IOException {
        return Linker.nativeLinker().downcallHandle(symbol(symbol), signature, options);
    }

    /** What a call through a handle can throw: only bugs, since native code throws nothing. */
    static AssertionError wrong(Throwable e) {
        return new AssertionError("a native call does not fit its signature", e);
    }
}
