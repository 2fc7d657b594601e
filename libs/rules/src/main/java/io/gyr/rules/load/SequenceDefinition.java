package io.gyr.rules.load;

import io.gyr.rules.sequence.SequenceText;
import io.gyr.rules.yaml.PlacedText.Place;

/** A sequence as the files define it. */
record SequenceDefinition(SequenceText text, boolean enabled, Place place) {

  Subject subject() {
    return new Subject("sequence", text.name(), place);
  }
}
