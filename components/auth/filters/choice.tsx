import { NativeSelect } from "@/components/ui/native-select";

interface ChoiceProps {
  readonly label: string;
  /** What stands there when nothing is chosen: "Any role". */
  readonly none: string;
  /** "" when nothing is chosen. */
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly options: readonly (readonly [value: string, text: string])[];
  /** How a value is named that is not among the options: a link may ask for one. */
  readonly textOf?: (value: string) => string;
}

/** One of several values to narrow a list by. */
export function Choice({ label, none, value, onValue, options, textOf = String }: ChoiceProps) {
  const isOffered = value === "" || options.some(([id]) => id === value);
  return (
    <NativeSelect
      aria-label={label}
      className="sm:w-40"
      value={value}
      onChange={(event) => onValue(event.target.value)}
    >
      <option value="">{none}</option>
      {!isOffered && <option value={value}>{textOf(value)}</option>}
      {options.map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </NativeSelect>
  );
}
