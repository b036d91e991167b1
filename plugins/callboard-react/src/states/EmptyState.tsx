import InboxOutlinedIcon from '@mui/icons-material/InboxOutlined';
import type { ReactElement, ReactNode } from 'react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';

export function StateLayout(props: {
  icon: ReactElement;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
}) {
  return (
    <Stack
      role={props.role}
      spacing={1}
      sx={{ alignItems: 'center', textAlign: 'center', px: 2, py: 6 }}
    >
      <Box
        aria-hidden
        sx={{
          color: 'text.secondary',
          display: 'flex',
          '& > svg': { fontSize: 40 },
        }}
      >
        {props.icon}
      </Box>
      <Typography variant="subtitle1" component="p" sx={{ fontWeight: 600 }}>
        {props.title}
      </Typography>
      <Box
        sx={{
          color: 'text.secondary',
          maxWidth: '56ch',
          typography: 'body2',
          overflowWrap: 'anywhere',
        }}
      >
        {props.children}
      </Box>
      {props.action && <Box sx={{ pt: 1 }}>{props.action}</Box>}
    </Stack>
  );
}

/** The placeholder of a view without content. Explains the view and the first step. @public */
export function EmptyState(props: {
  title: ReactNode;
  /** The purpose of this view, or why nothing matches. */
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactElement;
}) {
  return (
    <StateLayout
      role="status"
      icon={props.icon ?? <InboxOutlinedIcon />}
      title={props.title}
      action={props.action}
    >
      {props.children}
    </StateLayout>
  );
}
