import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

/** A part of the preferences, with what it is for. */
export function Section(props: {
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id}>
      <Typography id={id} variant="h6" component="h2" sx={{ fontSize: '1rem' }}>
        {props.title}
      </Typography>
      {props.hint && (
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ maxWidth: '72ch', mb: 1.5 }}
        >
          {props.hint}
        </Typography>
      )}
      {props.children}
    </Box>
  );
}
