import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DEFAULT_WORKSPACE,
  type Role,
} from '@callboard/plugin-callboard-common';
import {
  type AccessGranters,
  EmptyState,
  ErrorState,
  ExportButton,
  formatCount,
  getErrorStatus,
  getQueryKey,
  LoadingState,
  type OwnWorkspace,
  Row,
  ShortcutsHelp,
  SwitchField,
  toCountParams,
  toDateBounds,
  useCallboardClient,
  useShortcut,
  useToday,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, type ReactNode } from 'react';
import { CardsSkeleton } from '../cards/Card';
import { SummaryCards } from '../cards/SummaryCards';
import {
  type ActivityScope,
  useActivityFacets,
  useActivityList,
  useActivitySummary,
  useNewActivityCount,
  useOwnWorkspaces,
} from '../data/activityQueries';
import {
  toActivityQuery,
  type ActivityQuery,
  useActivityFilters,
} from '../data/useActivityFilters';
import { FilterBar } from './FilterBar';
import { FilterChips } from './FilterChips';
import type { ViewDefaults } from '../data/ActivityFilters';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityList } from './ActivityList';

function ActivityExport(props: {
  scope: ActivityScope;
  query: ActivityQuery;
  total: number | undefined;
}) {
  const client = useCallboardClient();
  const { scope, query, total } = props;
  return (
    <ExportButton
      downloadKey={`activity/${scope.name}/${JSON.stringify(scope.fixedQuery)}`}
      fallbackName={['Activity_Tracker', query.start, query.end]
        .filter(Boolean)
        .join('_')}
      rows={total}
      disabled={!total}
      open={(format, signal) =>
        client.fetch(scope.endpoints[format], {
          query,
          signal,
        })
      }
    />
  );
}

function NewActivityButton(props: { count: number; onShow: () => void }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <Box
      role="status"
      sx={{ display: 'flex', alignItems: 'center', minHeight: 32 }}
    >
      {props.count > 0 && (
        <Button
          size="small"
          variant="contained"
          disableElevation
          onClick={props.onShow}
          sx={{ borderRadius: 4 }}
        >
          {t('results.fresh', toCountParams(props.count))}
        </Button>
      )}
    </Box>
  );
}

/** Explains which part of a workspace's activity the reader sees, unless they see all. */
export function PartialNote(props: { role: Role }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return props.role === 'admin' ? null : (
    <Typography variant="body2" color="text.secondary">
      {t(props.role === 'guest' ? 'workspace.guest' : 'workspace.partial')}
    </Typography>
  );
}

const noWorkspaces: OwnWorkspace[] = [];

export function ActivityView(props: {
  scope: ActivityScope;
  /** Must be the same object on each render. */
  defaults: ViewDefaults;
  /** The first day of the week, 1 for Monday to 7 for Sunday. */
  weekStart?: number;
  /** The people who can grant access; shown if the reader has no access. */
  accessGranters?: AccessGranters;
  note?: ReactNode;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { scope, defaults, weekStart } = props;
  const state = useActivityFilters(defaults);
  const { filters, range, hidesViews } = state;
  const today = useToday();
  const query = useMemo(
    () =>
      toActivityQuery(scope, { filters, range, hidesViews }, today, weekStart),
    [scope, filters, range, hidesViews, today, weekStart],
  );
  const withPerson = scope.name !== 'me' && !scope.fixedQuery.user_id;
  const list = useActivityList(scope, query);
  const summary = useActivitySummary(scope, query, list);
  const facets = useActivityFacets(scope, query);
  const newCount = useNewActivityCount(scope, query, list);
  const ownWorkspaces = useOwnWorkspaces();
  const workspaces = scope.name === 'admin' ? ownWorkspaces : noWorkspaces;
  const queries = useQueryClient();
  const searchField = useRef<HTMLInputElement>(null);
  useShortcut('/', () => searchField.current?.focus());

  if (
    getErrorStatus(list.error) === 403 ||
    getErrorStatus(list.error) === 404
  ) {
    return (
      <ErrorState error={list.error!} accessGranters={props.accessGranters} />
    );
  }
  const showNew = () => {
    list.restart();
    queries.invalidateQueries({
      queryKey: getQueryKey(scope.endpoints.summary),
    });
  };
  return (
    <Stack spacing={2}>
      <FilterBar
        state={state}
        facets={facets}
        workspaces={workspaces}
        withPerson={withPerson}
        weekStart={weekStart}
        searchField={searchField}
      />
      <FilterChips
        state={state}
        facets={facets}
        workspaces={workspaces}
        rows={list.rows}
      />
      {props.note}
      {summary.isPending && <CardsSkeleton count={withPerson ? 4 : 3} />}
      {summary.isError && !summary.data && (
        <ErrorState
          title={t('cards.failed')}
          error={summary.error}
          onRetry={() => summary.refetch()}
        />
      )}
      {summary.data && (
        <SummaryCards
          summary={summary.data}
          filters={filters}
          bounds={toDateBounds(range, today, weekStart)}
          weekStart={weekStart}
          onFilter={state.change}
          withPerson={withPerson}
          workspace={
            scope.name === 'workspace'
              ? scope.fixedQuery.workspace ?? DEFAULT_WORKSPACE
              : workspaces?.find(({ id }) => id === filters.workspace_id)?.slug
          }
        />
      )}
      <Row columnGap={2} rowGap={1}>
        <Box role="status" sx={{ typography: 'body2', fontWeight: 600 }}>
          {list.total !== undefined &&
            t('results.count', {
              count: list.total,
              formatted: `${formatCount(list.total)}${
                list.isTotalLowerBound ? '+' : ''
              }`,
            })}
        </Box>
        <NewActivityButton count={newCount} onShow={showNew} />
        <SwitchField
          label={t('filters.hideViews')}
          checked={hidesViews}
          onChange={isOn => state.change({ views: isOn ? 'false' : 'true' })}
          sx={{ marginInlineStart: 'auto', marginInlineEnd: 0 }}
        />
        <Box>
          <ActivityExport scope={scope} query={query} total={list.total} />
        </Box>
      </Row>
      {list.isLoading && <LoadingState rows={12} rowHeight={36} />}
      {list.error && <ErrorState error={list.error} onRetry={list.restart} />}
      {!list.isLoading && !list.error && (
        <ActivityList
          scope={scope}
          list={list}
          days={summary.data?.by_day}
          withPerson={withPerson}
          onFilter={state.change}
          empty={
            state.isFiltered ? (
              <EmptyState
                title={t('empty.filtered')}
                action={
                  <Button variant="outlined" onClick={state.clear}>
                    {t('filters.clear')}
                  </Button>
                }
              >
                {t('empty.filteredHint')}
              </EmptyState>
            ) : (
              <EmptyState title={t('empty.title')}>
                {t('empty.hint')}
              </EmptyState>
            )
          }
        />
      )}
      <ShortcutsHelp
        standardShortcuts={['search', 'move', 'open']}
        more={[
          ['k j', t('shortcuts.step')],
          ['→ ←', t('shortcuts.expand')],
        ]}
      />
    </Stack>
  );
}
