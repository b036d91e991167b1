import FormControlLabel from '@mui/material/FormControlLabel';
import type { SxProps, Theme } from '@mui/material/styles';
import Switch, { type SwitchProps } from '@mui/material/Switch';

/** A switch with a label. @internal */
export function SwitchField({
  label,
  onChange,
  sx,
  ...switchProps
}: Pick<SwitchProps, 'checked' | 'disabled' | 'inputRef' | 'onBlur'> & {
  label: string;
  onChange: (isOn: boolean) => void;
  /** The style of the switch together with its label. */
  sx?: SxProps<Theme>;
}) {
  return (
    <FormControlLabel
      label={label}
      slotProps={{ typography: { variant: 'body2' } }}
      sx={sx}
      control={
        <Switch {...switchProps} onChange={(_, isOn) => onChange(isOn)} />
      }
    />
  );
}
