import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode, type Ref } from 'react';

/** A section of the system status with a heading. */
export function SystemSection(props: {
  title: string;
  /** For callers that focus the heading. */
  titleRef?: Ref<HTMLHeadingElement>;
  /** Content at the end of the heading's line. */
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
