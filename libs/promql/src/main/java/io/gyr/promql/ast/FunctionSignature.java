package io.gyr.promql.ast;

import java.util.List;

/**
 * A function's name and types.
 *
 * @param name name
 * @param argumentTypes types of its arguments; of further ones, the last type
 * @param variadic how many arguments more than all but the last type there may be; -1 for any
 *     number, 0 for exactly as many as types
 * @param returnType what it evaluates to
 * @param experimental whether it has to be switched on
 */
public record FunctionSignature(
    String name,
    List<ValueType> argumentTypes,
    int variadic,
    ValueType returnType,
    boolean experimental) {}
