import type { WorkItem } from '@callboard/plugin-callboard-common';
import { StateBadge } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useWorkProject } from '../data/useWorkProject';
import { AssigneeList } from '../badges/AssigneeList';

/** A sub-item, in one line. */
export function SubItemRow(props: {
  item: WorkItem;
  onOpen: (id: string) => void;
}) {
  const { item, onOpen } = props;
  const { states, people } = useWorkProject();
  const state = states.find(({ id }) => id === item.state_id);
  return (
    <ButtonBase
      onClick={() => onOpen(item.id)}
      sx={{
        display: 'flex',
        width: '100%',
        gap: 1,
        px: 1,
        mx: -1,
        minHeight: 34,
        borderRadius: 1,
        typography: 'body2',
        textAlign: 'start',
        '&:hover, &:focus-visible': { bgcolor: 'action.hover' },
      }}
    >
      <Box component="span" sx={{ color: 'text.secondary', flexShrink: 0 }}>
        {item.identifier}
      </Box>
      <Box
        component="span"
        sx={{
          flex: 1,
          minWidth: 0,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        {item.title}
      </Box>
      {item.assignees.length > 0 && (
        <AssigneeList small assignees={item.assignees} people={people} />
      )}
      {state && <StateBadge state={state} />}
    </ButtonBase>
  );
}
