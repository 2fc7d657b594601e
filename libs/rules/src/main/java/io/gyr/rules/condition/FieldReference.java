package io.gyr.rules.condition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field as a condition or an output names it.
 *
 * @param transformers functions around it, outermost first
 * @param name as written before any bracket
 * @param argument what stands in the brackets, null without brackets
 * @param position offset of the name
 */
public record FieldReference(
    List<Transformer> transformers, String name, @Nullable String argument, int position) {}
