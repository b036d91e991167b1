import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactNode } from 'react';

/** One option of a ChoiceToggle. @public */
export interface Choice<T extends string> {
  value: T;
  label: string;
  icon?: ReactNode;
}

/** A choice between a few visible options, such as the parts or views of a page. @public */
export function ChoiceToggle<T extends string>(props: {
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
      // A click on the selected option passes null, which is ignored.
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
