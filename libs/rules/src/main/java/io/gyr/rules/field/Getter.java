package io.gyr.rules.field;

/** Reads one field, its argument already bound, off an event. Stateless and safe for any thread. */
public sealed interface Getter permits TextGetter, NumberGetter, TextListGetter, NumberListGetter {}
