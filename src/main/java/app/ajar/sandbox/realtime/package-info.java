/** A Supabase project on loopback, as far as push needs one: the Realtime protocol, signing in, broadcasting. */
@NullMarked
package app.ajar.sandbox.realtime;

import org.jspecify.annotations.NullMarked;
