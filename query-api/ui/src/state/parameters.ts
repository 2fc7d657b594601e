import type { Parameters } from "../api/client";
import { scopeOf } from "./filter";
import type { View } from "./view";

/** The API parameters of a view's filter, without its time. */
export function filterParameters(view: View): Parameters {
  return {
    severity: view.severities.join(","),
    type: view.types.join(","),
    text: view.text,
    scope: scopeOf(view.filters),
  };
}
