/** Pushes: a Supabase project's Realtime channel, and what its messages say about which conversation to read. */
@NullMarked
package app.ajar.push;

import org.jspecify.annotations.NullMarked;
