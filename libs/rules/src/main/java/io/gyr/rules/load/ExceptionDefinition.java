package io.gyr.rules.load;

import io.gyr.rules.yaml.PlacedText.Place;
import io.gyr.rules.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;

/**
 * An exception of a rule: where any of its values fits the fields, the rule does not fire.
 *
 * @param single whether one field is compared with a list of values, rather than several with rows
 *     of values
 * @param comparisons one for each field
 * @param values one element for each value, or row of values
 */
record ExceptionDefinition(
    String name,
    boolean single,
    List<String> fields,
    List<String> comparisons,
    List<YamlValue> values,
    Place place) {

  /** The exception with more values. */
  ExceptionDefinition plus(List<YamlValue> more) {
    List<YamlValue> all = new ArrayList<>(values);
    all.addAll(more);
    return new ExceptionDefinition(name, single, fields, comparisons, List.copyOf(all), place);
  }
}
