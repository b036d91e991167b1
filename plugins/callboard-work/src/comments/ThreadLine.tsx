import { PersonChip, RelativeTime } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useWorkProject } from '../data/useWorkProject';

/** A line of a thread: the user, the action and the time. */
export function ThreadLine(props: {
  userRef: string;
  name?: string;
  at: string;
  children: ReactNode;
}) {
  const { workspace } = useWorkProject();
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1,
        px: 1.5,
        typography: 'body2',
        color: 'text.secondary',
        '& > *': { minWidth: 0 },
      }}
    >
      <PersonChip
        userRef={props.userRef}
        name={props.name}
        workspace={workspace.slug}
      />
      {props.children}
      <RelativeTime instant={props.at} />
    </Box>
  );
}
