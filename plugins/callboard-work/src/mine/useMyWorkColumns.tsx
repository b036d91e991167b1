import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project, WorkItem } from '@callboard/plugin-callboard-common';
import {
  EntityLink,
  parseRef,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { DueDate } from '../list/DueDate';
import { GroupIcon } from '../marks/GroupIcon';
import { MarkedWord } from '../marks/MarkedWord';
import { PriorityMark } from '../marks/PriorityMark';
import { useEstimateText } from '../marks/useEstimateText';
import { callboardWorkTranslationRef } from '../translation';

/** The columns of one's own work. */
export function useMyWorkColumns(
  projectOf: (item: WorkItem) => Project | undefined,
): DataTableColumn<WorkItem>[] {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const estimateText = useEstimateText();
  return useMemo<DataTableColumn<WorkItem>[]>(
    () => [
      {
        id: 'identifier',
        header: t('field.identifier'),
        width: '92px',
        cell: ({ row }) => (
          <Box
            component="span"
            sx={{
              color: 'text.secondary',
              // On the ground of the open row that is too weak in the dark.
              '[aria-selected=true] &': { color: 'text.primary' },
            }}
          >
            {row.original.identifier}
          </Box>
        ),
      },
      {
        id: 'title',
        header: t('field.title'),
        width: 'minmax(180px, 3fr)',
        narrow: 'line',
        cell: ({ row }) => (
          <Box
            title={row.original.title}
            sx={{
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {row.original.title}
          </Box>
        ),
      },
      {
        id: 'project',
        header: t('field.project'),
        width: 'minmax(110px, 1fr)',
        cell: ({ row }) => {
          const project = projectOf(row.original);
          return project ? (
            <EntityLink
              type={parseRef(project.entity_ref)?.kind}
              id={project.entity_ref}
              label={project.name}
            />
          ) : null;
        },
      },
      {
        id: 'state',
        header: t('field.state'),
        width: '128px',
        cell: ({ row: { original } }) => (
          <MarkedWord
            mark={<GroupIcon group={original.state_group} />}
            word={t(`group.${original.state_group}`)}
          />
        ),
      },
      {
        id: 'priority',
        header: t('field.priority'),
        width: '100px',
        cell: ({ row }) => <PriorityMark priority={row.original.priority} />,
      },
      {
        id: 'estimate',
        header: t('field.estimate'),
        width: '108px',
        align: 'end',
        cell: ({ row }) => estimateText(row.original) || null,
      },
      {
        id: 'target_date',
        header: t('field.target_date'),
        width: '120px',
        align: 'end',
        cell: ({ row }) => <DueDate item={row.original} />,
      },
    ],
    [t, estimateText, projectOf],
  );
}
