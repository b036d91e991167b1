import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode, type Ref } from 'react';

/** A part of the state of the system, under its heading. */
export function SystemSection(props: {
  title: string;
  /** For whoever has to give the focus to the heading. */
  titleRef?: Ref<HTMLHeadingElement>;
  /** Stands at the end of the line of the heading. */
  action?: ReactNode;
  children: (titleId: string) => ReactNode;
}) {
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ mt: 2 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 1,
          mb: 1,
        }}
      >
        <Typography
          id={titleId}
          ref={props.titleRef}
          tabIndex={-1}
          variant="subtitle2"
          component="h3"
        >
          {props.title}
        </Typography>
        {props.action}
      </Box>
      <Paper variant="outlined">{props.children(titleId)}</Paper>
    </Box>
  );
}
