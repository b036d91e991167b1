import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

interface FieldChoice<Value extends string> {
  value: Value;
  label: string;
  reason?: string;
}

/** A select field. Disabled options show the reason. */
export function ChoiceField<Value extends string>(props: {
  label: string;
  value: Value;
  choices: ReadonlyArray<FieldChoice<Value>>;
  problem?: string;
  hint?: string;
  onChange: (value: Value) => void;
}) {
  const { label, value, choices, problem, onChange } = props;
  return (
    <TextField
      select
      fullWidth
      size="small"
      label={label}
      value={value}
      error={Boolean(problem)}
      helperText={problem ?? props.hint}
      onChange={event => onChange(event.target.value as Value)}
      SelectProps={{
        // The field shows only the label of the selected option, without a reason.
        renderValue: chosen =>
          choices.find(choice => choice.value === chosen)?.label ?? '',
      }}
    >
      {choices.map(choice => (
        <MenuItem
          key={choice.value}
          value={choice.value}
          disabled={Boolean(choice.reason)}
        >
          <Box>
            {choice.label}
            {choice.reason && (
              <Box
                sx={{
                  typography: 'caption',
                  whiteSpace: 'normal',
                  maxWidth: 320,
                }}
              >
                {choice.reason}
              </Box>
            )}
          </Box>
        </MenuItem>
      ))}
    </TextField>
  );
}
