import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactNode } from 'react';

/** One of what a ChoiceToggle offers. @public */
export interface Choice<T extends string> {
  value: T;
  label: string;
  icon?: ReactNode;
}

/** One of a few choices, all of them in sight: the parts or views of a page. @public */
export function ChoiceToggle<T extends string>(props: {
  /** What is chosen, for screen readers. */
  label: string;
  value: T;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
}) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={props.label}
      value={props.value}
      // A click on what is chosen already chooses nothing.
      onChange={(_, value: T | null) => value && props.onChange(value)}
    >
      {props.choices.map(({ value, label, icon }) => (
        <ToggleButton
          key={value}
          value={value}
          sx={{ textTransform: 'none', gap: 0.75, py: 0.5 }}
        >
          {icon}
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
