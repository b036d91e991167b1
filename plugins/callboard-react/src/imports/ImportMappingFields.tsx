import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

/** A select field of a mapping, with an empty option. @public */
export function ImportMappingSelect(props: {
  label: string;
  value: string;
  emptyLabel: string;
  options: ReadonlyArray<{ value: string; label: string }>;
  onChange: (value: string) => void;
}) {
  return (
    <TextField
      select
      size="small"
      id={useId()}
      label={props.label}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
      SelectProps={{ displayEmpty: true }}
      InputLabelProps={{ shrink: true }}
    >
      <MenuItem value="">{props.emptyLabel}</MenuItem>
      {props.options.map(({ value, label }) => (
        <MenuItem key={value} value={value}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** A part of a mapping, with its fields in columns. @public */
export function ImportMappingSection(props: {
  title: string;
  hint?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id}>
      <Typography id={id} component="h4" variant="subtitle2" sx={{ m: 0 }}>
        {props.title}
      </Typography>
      {props.hint && (
        <Typography variant="body2" color="text.secondary">
          {props.hint}
        </Typography>
      )}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))',
          gap: 2,
          mt: 2,
        }}
      >
        {props.children}
      </Box>
    </Box>
  );
}
