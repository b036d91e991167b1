import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  oneLine,
  DueDate,
  Unset,
  type DataTableColumn,
  STACKED,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { PriorityBadge, useEstimateText } from '../badges/FieldValues';
import { callboardWorkTranslationRef } from '../translation';
import { InlineField, type OpenFieldMenu } from './InlineField';

/** The title of an item: on one line; in stacked rows, on two lines. */
function TitleText(props: { title: string }) {
  return (
    <Box
      title={props.title}
      sx={{
        ...oneLine,
        [STACKED]: {
          display: '-webkit-box',
          WebkitBoxOrient: 'vertical',
          WebkitLineClamp: 2,
          whiteSpace: 'normal',
          overflowWrap: 'anywhere',
        },
      }}
    >
      {props.title}
    </Box>
  );
}

/** The table width, in px, below which the estimate column is hidden. */
const ESTIMATE_BREAKPOINT_PX = 960;

/** The width of a character, in px. */
const CHARACTER_WIDTH_PX = 8.5;

type ItemColumns = Record<
  'identifier' | 'title' | 'priority' | 'estimate' | 'target_date',
  DataTableColumn<WorkItem>
>;

/** Returns the columns that lists of items share. The title takes the remaining width. */
export function useItemColumns(options: {
  /** The maximum length of the identifiers, in characters. */
  maxIdentifierLength: number;
  /** The table width, in px, below which icons have no labels. */
  labelBreakpoint: number;
  onEdit?: OpenFieldMenu;
}): ItemColumns {
  const { maxIdentifierLength, labelBreakpoint, onEdit } = options;
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const estimateText = useEstimateText();
  return useMemo<ItemColumns>(
    () => ({
      identifier: {
        id: 'identifier',
        header: t('field.identifier'),
        width: `${Math.ceil(maxIdentifierLength * CHARACTER_WIDTH_PX)}px`,
        orderBy: 'number',
        cell: ({ row }) => (
          <Box
            component="span"
            sx={{
              color: 'text.secondary',
              // On the background of a selected row, the contrast is too low in the dark theme.
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
        brief: { below: labelBreakpoint, width: '64px' },
        orderBy: 'priority',
        cell: ({ row: { original: item } }) => (
          <InlineField
            item={item}
            field="priority"
            text={t(`priority.${item.priority}`)}
            isUnset={item.priority === 'none'}
            onEdit={onEdit}
          >
            <PriorityBadge priority={item.priority} />
          </InlineField>
        ),
      },
      estimate: {
        id: 'estimate',
        header: t('field.estimate'),
        width: '108px',
        align: 'end',
        hideBelow: ESTIMATE_BREAKPOINT_PX,
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
    [t, estimateText, maxIdentifierLength, labelBreakpoint, onEdit],
  );
}
