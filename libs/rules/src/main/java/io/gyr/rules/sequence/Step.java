package io.gyr.rules.sequence;

/**
 * One step of a compiled sequence. Immutable.
 *
 * @param name as references and outputs call it
 * @param condition its text
 * @param absent whether it stands for an event that must not come
 * @param count how many events fill it
 * @param distinct place among the captures of the field that must differ in each of them; -1 for
 *     none
 * @param place among the steps that are not absent: its own; for an absent one that of the next
 * @param residual what is left to be asked once the event alone has been judged
 * @param captures bit i: capture i of the event is needed when it fills this step
 */
record Step(
    String name,
    String condition,
    boolean absent,
    int count,
    int distinct,
    int place,
    Residual residual,
    long captures) {}
