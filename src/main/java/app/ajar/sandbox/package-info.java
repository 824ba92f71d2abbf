/** A Graph API with invented people, on loopback: the demo account and the tests' server. */
@NullMarked
package app.ajar.sandbox;

import org.jspecify.annotations.NullMarked;
