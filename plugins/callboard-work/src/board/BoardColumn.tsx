import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type WorkState } from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  formatCount,
  LoadingState,
  QueryState,
  StateBadge,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import { useDroppable } from '@dnd-kit/core';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { COLUMN_ORDER } from '../data/boardColumns';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import type { WorkQuery } from '../filters/workQuery';
import { callboardWorkTranslationRef } from '../translation';
import { ColumnCards } from './ColumnCards';

/**
 * A column of items in progress shows a warning if it has more than this number of items per member
 * of the project, and more than `MIN_WIP_LIMIT` items in all.
 */
const MAX_WIP_PER_PERSON = 3;
const MIN_WIP_LIMIT = 6;

/** The number of cards that a column loads at a time. */
const PAGE_SIZE = 100;

/** The height of the window without the portal's header and the filters. */
const COLUMN_HEIGHT = 'max(360px, calc(100vh - 300px))';

export function BoardColumn(props: {
  state: WorkState;
  query: WorkQuery;
  count: number | undefined;
  onAdd: (stateId: string) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { state, query, count, onAdd } = props;
  const scope = useWorkProject();
  const { state_group: _, ...filters } = query;
  const list = useEndpointPages(endpoints.listWorkItems, {
    params: toProjectParams(scope),
    query: {
      ...filters,
      state_id: state.id,
      order_by: COLUMN_ORDER,
      limit: PAGE_SIZE,
    },
  });
  const { setNodeRef, isOver } = useDroppable({ id: state.id });
  const exceedsWipLimit =
    state.group === 'started' &&
    (count ?? 0) >
      Math.max(MIN_WIP_LIMIT, scope.people.length * MAX_WIP_PER_PERSON);
  return (
    <Box
      ref={setNodeRef}
      component="section"
      aria-label={t('board.column', {
        state: state.name,
        number: count === undefined ? '' : formatCount(count),
      })}
      sx={{
        flex: '1 0 auto',
        width: 'min(264px, 84vw)',
        maxWidth: 360,
        height: COLUMN_HEIGHT,
        display: 'flex',
        flexDirection: 'column',
        scrollSnapAlign: 'start',
        borderRadius: 1,
        bgcolor: isOver ? 'action.selected' : 'action.hover',
      }}
    >
      <Box
        component="header"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 1.5,
          minHeight: 44,
        }}
      >
        <Box
          component="h2"
          sx={{ m: 0, typography: 'body2', fontWeight: 600, minWidth: 0 }}
        >
          <StateBadge state={state} />
        </Box>
        <Box
          component="span"
          sx={{
            typography: 'body2',
            color: 'text.secondary',
            fontVariantNumeric: 'tabular-nums',
          }}
        >
          {count !== undefined && formatCount(count)}
        </Box>
        <Box sx={{ flex: 1 }} />
        {scope.canCreate && (
          <IconButton
            size="small"
            aria-label={t('board.addTo', { state: state.name })}
            onClick={() => onAdd(state.id)}
          >
            <AddIcon fontSize="small" />
          </IconButton>
        )}
      </Box>
      {exceedsWipLimit && (
        <Box sx={{ px: 1.5, pb: 1, typography: 'caption' }}>
          {t('board.wip', toCountParams(count ?? 0))}
        </Box>
      )}
      <QueryState
        query={list}
        loading={
          <Box sx={{ px: 1 }}>
            <LoadingState rows={4} rowHeight={92} />
          </Box>
        }
      >
        {() => <ColumnCards state={state} list={list} />}
      </QueryState>
    </Box>
  );
}
