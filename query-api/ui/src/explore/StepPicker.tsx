import { autoStep, STEP_CHOICES, stepText } from "./address/step";

interface Props {
  /** Seconds; undefined: automatic. */
  step: number | undefined;
  rangeSeconds: number;
  onChange(step: number | undefined): void;
}

/** Time between two values of the chart. */
export function StepPicker({ step, rangeSeconds, onChange }: Props) {
  const choices = step === undefined || STEP_CHOICES.includes(step) ? STEP_CHOICES : [step, ...STEP_CHOICES];
  return (
    <label className="step">
      Step{" "}
      <select
        value={step ?? "auto"}
        onChange={(event) => onChange(event.target.value === "auto" ? undefined : Number(event.target.value))}
      >
        <option value="auto">auto ({stepText(autoStep(rangeSeconds))})</option>
        {choices.map((each) => (
          <option key={each} value={each}>
            {stepText(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
