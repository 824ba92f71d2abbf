/** Who is connected, and their tokens in the system keychain. */
@NullMarked
package app.ajar.account;

import org.jspecify.annotations.NullMarked;
