import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  parseRef,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { AssigneeList } from '../marks/AssigneeList';
import { LabelList } from '../marks/LabelList';
import { PriorityMark } from '../marks/PriorityMark';
import { StateMark } from '../marks/StateMark';
import { useEstimateText } from '../marks/useEstimateText';
import { callboardWorkTranslationRef } from '../translation';
import { DueDate } from './DueDate';
import { InlineField, type EditField } from './InlineField';
import { Unset } from './Unset';

/** The columns of a project's items. */
export function useWorkColumns(
  onEdit: EditField | undefined,
): DataTableColumn<WorkItem>[] {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { states, labels, people } = useWorkProject();
  const estimateText = useEstimateText();
  return useMemo<DataTableColumn<WorkItem>[]>(
    () => [
      {
        id: 'identifier',
        header: t('field.identifier'),
        width: '88px',
        orderBy: 'number',
        cell: ({ row }) => (
          <Box
            component="span"
            sx={{
              color: 'text.secondary',
              // On the ground of a selected row that is too weak in the dark.
              '[aria-selected=true] &': { color: 'text.primary' },
              fontVariantNumeric: 'tabular-nums',
              whiteSpace: 'nowrap',
            }}
          >
            {row.original.identifier}
          </Box>
        ),
      },
      {
        id: 'title',
        header: t('field.title'),
        width: 'minmax(200px, 6fr)',
        orderBy: 'title',
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
        id: 'state',
        header: t('field.state'),
        width: '116px',
        orderBy: 'state',
        cell: ({ row: { original: item } }) => {
          const state = states.find(({ id }) => id === item.state_id);
          return (
            <InlineField
              item={item}
              field="state"
              text={state?.name ?? ''}
              onEdit={onEdit}
            >
              {state ? <StateMark state={state} /> : <Unset />}
            </InlineField>
          );
        },
      },
      {
        id: 'priority',
        header: t('field.priority'),
        width: '88px',
        orderBy: 'priority',
        cell: ({ row: { original: item } }) => (
          <InlineField
            item={item}
            field="priority"
            text={t(`priority.${item.priority}`)}
            onEdit={onEdit}
          >
            <PriorityMark priority={item.priority} />
          </InlineField>
        ),
      },
      {
        id: 'assignees',
        header: t('field.assignees'),
        width: 'minmax(96px, 1fr)',
        cell: ({ row: { original: item } }) => (
          <InlineField
            item={item}
            field="assignees"
            text={
              item.assignees
                .map(
                  ref =>
                    people.find(({ user_ref }) => user_ref === ref)?.name ??
                    parseRef(ref)?.name ??
                    ref,
                )
                .join(', ') || t('none.assignees')
            }
            onEdit={onEdit}
          >
            {item.assignees.length > 0 ? (
              <AssigneeList assignees={item.assignees} people={people} />
            ) : (
              <Unset />
            )}
          </InlineField>
        ),
      },
      {
        id: 'labels',
        header: t('field.labels'),
        width: 'minmax(104px, 1fr)',
        cell: ({ row }) => {
          const own = labels.filter(({ id }) =>
            row.original.labels.includes(id),
          );
          return own.length > 0 ? <LabelList labels={own} most={1} /> : null;
        },
      },
      {
        id: 'estimate',
        header: t('field.estimate'),
        width: '108px',
        align: 'end',
        orderBy: 'estimate_points',
        cell: ({ row: { original: item } }) => (
          <InlineField
            item={item}
            field="estimate"
            text={estimateText(item) || t('none.estimate')}
            onEdit={onEdit}
          >
            {estimateText(item) || <Unset />}
          </InlineField>
        ),
      },
      {
        id: 'target_date',
        header: t('field.target_date'),
        width: '104px',
        align: 'end',
        orderBy: 'target_date',
        cell: ({ row }) => <DueDate item={row.original} />,
      },
    ],
    [t, states, labels, people, estimateText, onEdit],
  );
}
