import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  DueDate,
  Unset,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { PriorityMark } from '../marks/PriorityMark';
import { useEstimateText } from '../marks/useEstimateText';
import { callboardWorkTranslationRef } from '../translation';
import { InlineField, type EditField } from './InlineField';
import { TitleText } from './TitleText';

/** A table that is narrower, in px, leaves out what is looked at least. */
const ROOM_FOR_ESTIMATES = 960;

const LETTER = 8.5;

/** The columns that lists of items have in common. */
export type ItemColumns = Record<
  'identifier' | 'title' | 'priority' | 'estimate' | 'target_date',
  DataTableColumn<WorkItem>
>;

/**
 * The columns that lists of items have in common; the title has what the others
 * leave.
 */
export function useItemColumns(options: {
  /** How many letters the identifiers have at the most. */
  longest: number;
  /** A table that is narrower, in px, shows shapes without their words. */
  roomForWords: number;
  onEdit?: EditField;
}): ItemColumns {
  const { longest, roomForWords, onEdit } = options;
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const estimateText = useEstimateText();
  return useMemo<ItemColumns>(
    () => ({
      identifier: {
        id: 'identifier',
        header: t('field.identifier'),
        width: `${Math.ceil(longest * LETTER)}px`,
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
      title: {
        id: 'title',
        header: t('field.title'),
        width: 'minmax(160px, 1fr)',
        orderBy: 'title',
        narrow: 'first',
        cell: ({ row }) => <TitleText title={row.original.title} />,
      },
      priority: {
        id: 'priority',
        header: t('field.priority'),
        width: '88px',
        brief: { below: roomForWords, width: '64px' },
        orderBy: 'priority',
        cell: ({ row: { original: item } }) => (
          <InlineField
            item={item}
            field="priority"
            text={t(`priority.${item.priority}`)}
            isUnset={item.priority === 'none'}
            onEdit={onEdit}
          >
            <PriorityMark priority={item.priority} />
          </InlineField>
        ),
      },
      estimate: {
        id: 'estimate',
        header: t('field.estimate'),
        width: '108px',
        align: 'end',
        leftOutBelow: ROOM_FOR_ESTIMATES,
        orderBy: 'estimate_points',
        cell: ({ row: { original: item } }) => {
          const text = estimateText(item);
          return (
            <InlineField
              item={item}
              field="estimate"
              text={text || t('none.estimate')}
              isUnset={!text}
              onEdit={onEdit}
            >
              {text || <Unset />}
            </InlineField>
          );
        },
      },
      target_date: {
        id: 'target_date',
        header: t('field.target_date'),
        width: '104px',
        align: 'end',
        orderBy: 'target_date',
        cell: ({ row }) => <DueDate item={row.original} />,
      },
    }),
    [t, estimateText, longest, roomForWords, onEdit],
  );
}
