import type { WorkItem } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { AssigneeList } from '../badges/AssigneeList';
import { LabelList } from '../badges/LabelList';
import { PriorityBadge } from '../badges/PriorityBadge';
import { useEstimateText } from '../badges/useEstimateText';

/** The content of a card. */
export function CardFace(props: {
  item: WorkItem;
  /** At the end of the first line. */
  action?: ReactNode;
  /** The title, if it is interactive. */
  title?: ReactNode;
}) {
  const { item } = props;
  const { labels, people } = useWorkProject();
  const estimateText = useEstimateText();
  const own = labels.filter(({ id }) => item.labels.includes(id));
  const estimate = estimateText(item);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.5, p: 1.25 }}>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          typography: 'caption',
          color: 'text.secondary',
          minHeight: 24,
        }}
      >
        <span>{item.identifier}</span>
        {item.priority !== 'none' && <PriorityBadge priority={item.priority} />}
        <Box sx={{ flex: 1 }} />
        {props.action}
      </Box>
      {props.title ?? (
        <Box sx={{ typography: 'body2', overflowWrap: 'anywhere' }}>
          {item.title}
        </Box>
      )}
      {(own.length > 0 || estimate || item.assignees.length > 0) && (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1,
            minHeight: 24,
            typography: 'caption',
            color: 'text.secondary',
          }}
        >
          {own.length > 0 && <LabelList labels={own} maxShown={1} />}
          <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
            {estimate}
          </Box>
          <Box sx={{ flex: 1 }} />
          {item.assignees.length > 0 && (
            <AssigneeList small assignees={item.assignees} people={people} />
          )}
        </Box>
      )}
    </Box>
  );
}
