package io.gyr.scap;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of an event.
 *
 * @param name as Falco's evt.arg has it
 * @param type what the bytes mean
 * @param radix 10, 8 or 16: how Falco writes the number
 * @param names of its values, null where they have none
 * @param directory number of the parameter that has the descriptor of the directory which a
 *     relative path starts from; -1 where there is none
 * @param variants for {@link ParameterType#DYN}: which family of types it is, else empty
 */
public record Parameter(
    String name,
    ParameterType type,
    int radix,
    @Nullable ValueNames names,
    int directory,
    String variants) {}
