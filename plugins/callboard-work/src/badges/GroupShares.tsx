import type { StateGroup } from '@callboard/plugin-callboard-common';
import { toLegibleColor } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';

/** The colours of state groups. The initial states of a project have the same colours. */
export const groupColors: Readonly<Record<StateGroup, string>> = {
  triage: '#8250df',
  backlog: '#6e7781',
  unstarted: '#0969da',
  started: '#9a6700',
  completed: '#1a7f37',
  cancelled: '#cf222e',
};

/** A bar of the shares of state groups. Screen readers skip it, so show the numbers next to it. */
export function GroupShares(props: {
  parts: ReadonlyArray<{ group: StateGroup; count: number }>;
  /** In px. */
  height: number;
}) {
  const theme = useTheme();
  return (
    <Box
      aria-hidden
      sx={{
        display: 'flex',
        gap: '2px',
        height: props.height,
        borderRadius: 1,
        overflow: 'hidden',
        bgcolor: 'action.hover',
      }}
    >
      {props.parts.map(({ group, count }) => (
        <Box
          key={group}
          sx={{
            flex: `${count} 0 4px`,
            bgcolor: toLegibleColor(groupColors[group], theme),
          }}
        />
      ))}
    </Box>
  );
}
