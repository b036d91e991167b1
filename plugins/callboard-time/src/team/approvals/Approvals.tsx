import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  permissions,
  type Period,
} from '@callboard/plugin-callboard-common';
import {
  ChoiceToggle,
  ListTable,
  EmptyState,
  LoadingState,
  useAllowed,
  useEndpointPages,
  useZoneToday,
  useUrlState,
  type OwnWorkspace,
  getProblems,
  getErrorStatus,
  SelectionBar,
  useToast,
  sendInBatches,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useCallback, useMemo, useState } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { formatPeriod } from '../../data/dates';
import { useRefreshTime } from '../../data/refreshTime';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { PeriodPane } from './PeriodPane';
import { useDecide } from './useDecision';
import { useQueueColumns } from './useQueueColumns';

const MAX_CONCURRENT_APPROVALS = 4;

interface FailedApproval {
  period: Period;
  error: Error;
}

/** Returns a function that approves periods, each in the version that the list shows. */
function useApproveMany(slug: string) {
  const decide = useDecide(slug);
  const refresh = useRefreshTime();
  /** Live updates remove approved periods from the list, so the total is the one at the start. */
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const approveOne = async (period: Period): Promise<FailedApproval[]> => {
    try {
      await decide(period, { action: 'approve' });
      return [];
    } catch (error) {
      return [{ period, error: error as Error }];
    }
  };
  return {
    progress,
    /** Resolves to the periods that were not approved. */
    approve: async (periods: readonly Period[]) => {
      const { answers } = await sendInBatches(
        periods,
        async batch => (await Promise.all(batch.map(approveOne))).flat(),
        done => setProgress({ done, total: periods.length }),
        MAX_CONCURRENT_APPROVALS,
      );
      setProgress(undefined);
      refresh();
      return answers.flat();
    },
  };
}

function BulkApprove(props: {
  slug: string;
  periods: readonly Period[];
  onClear: () => void;
  onDone: (failed: FailedApproval[]) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, periods } = props;
  const { progress, approve } = useApproveMany(slug);
  const notify = useToast();
  const isBusy = progress !== undefined;
  const approveAll = async () => {
    const failed = await approve(periods);
    const count = periods.length - failed.length;
    if (count > 0) {
      notify({ status: 'success', title: t('bulk.done', { count }) });
    }
    props.onDone(failed);
  };
  return (
    <SelectionBar
      label={t('bulk.label')}
      status={
        progress
          ? t('bulk.progress', {
              done: String(progress.done),
              total: String(progress.total),
            })
          : t('bulk.selected', { count: periods.length })
      }
    >
      <Button
        variant="contained"
        size="small"
        aria-disabled={isBusy}
        onClick={() => !isBusy && approveAll()}
      >
        {t('bulk.approve')}
      </Button>
      <Button size="small" disabled={isBusy} onClick={props.onClear}>
        {t('bulk.clear')}
      </Button>
    </SelectionBar>
  );
}

function FailedApprovals(props: {
  failed: readonly FailedApproval[];
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { failed, today } = props;
  return (
    <Alert severity="warning" onClose={props.onClose}>
      {t('bulk.failed', { count: failed.length })}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {failed.map(({ period, error }) => (
          <li key={period.id}>
            {t('bulk.one', {
              person: period.display_name,
              period: formatPeriod(period, today),
              reason:
                getErrorStatus(error) === 412
                  ? t('period.changed')
                  : getProblems(error).message,
            })}
          </li>
        ))}
      </Box>
    </Alert>
  );
}

const parameters = ['period', 'show'] as const;
const lists = ['waiting', 'decided'] as const;

const listQueries = {
  waiting: { to_approve: true },
  decided: { status: 'approved,rejected' },
} as const;

/** Finds the next period of a list; after the last period, the first. */
function findNextPeriodId(
  items: readonly Period[],
  id: string | undefined,
): string | undefined {
  const index = items.findIndex(item => item.id === id);
  return (items[index + 1] ?? items.find(item => item.id !== id))?.id;
}

export function Approvals(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { workspace } = props;
  const { slug } = workspace;
  const today = useZoneToday(workspace.timezone);
  const [{ period: openId, show }, setState] = useUrlState(parameters);
  const listName = show === 'decided' ? show : 'waiting';
  const isWaiting = listName === 'waiting';
  const isAllowed = useAllowed(permissions.timesheet.approve, slug);
  const canApprove = isWaiting && isAllowed;
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(
    new Set(),
  );
  const [failed, setFailed] = useState<readonly FailedApproval[]>([]);
  const list = useEndpointPages(endpoints.listPeriods, {
    params: { slug },
    query: listQueries[listName],
  });
  const columns = useQueueColumns({
    slug,
    today,
    isWaiting,
    // While a timesheet is open, its pane has the approve button.
    hasApproveButtons: canApprove && openId === undefined,
  });
  const getRowLabel = useCallback(
    (period: Period) =>
      t('queue.select', {
        person: period.display_name,
        period: formatPeriod(period, today),
      }),
    [t, today],
  );
  const items = list.data?.items;
  const selected = useMemo(
    () => (items ?? []).filter(({ id }) => selectedIds.has(id)),
    [items, selectedIds],
  );
  const clearSelection = () => setSelectedIds(new Set());
  const close = () => setState({ period: undefined });
  const openNext = () =>
    setState({
      period: isWaiting ? findNextPeriodId(items ?? [], openId) : undefined,
    });
  return (
    <Stack spacing={2}>
      <ChoiceToggle
        label={t('queue.show')}
        value={listName}
        choices={lists.map(value => ({ value, label: t(`queue.${value}`) }))}
        onChange={next => {
          clearSelection();
          setState({ show: next === 'waiting' ? undefined : next });
        }}
      />
      {failed.length > 0 && (
        <FailedApprovals
          failed={failed}
          today={today}
          onClose={() => setFailed([])}
        />
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            lg: openId ? 'minmax(0, 2fr) minmax(0, 3fr)' : 'minmax(0, 1fr)',
          },
        }}
      >
        <Box
          sx={{
            minWidth: 0,
            // On narrow screens, the open timesheet replaces the list.
            display: openId ? { xs: 'none', lg: 'block' } : undefined,
          }}
        >
          <ListTable
            label={t('queue.label')}
            columns={columns}
            list={list}
            loading={<LoadingState rows={6} rowHeight={40} />}
            accessGranters={{ workspace: slug }}
            empty={
              <EmptyState
                title={t(isWaiting ? 'queue.empty' : 'queue.noneDecided')}
              >
                {t(isWaiting ? 'queue.emptyHint' : 'queue.noneDecidedHint')}
              </EmptyState>
            }
            onRowOpen={({ id }) => setState({ period: id })}
            openRowId={openId}
            selection={
              canApprove
                ? {
                    selected: selectedIds,
                    onChange: setSelectedIds,
                    getRowLabel,
                  }
                : undefined
            }
            isMain
          />
          {selected.length > 0 && (
            <BulkApprove
              slug={slug}
              periods={selected}
              onClear={clearSelection}
              onDone={failures => {
                clearSelection();
                setFailed(failures);
              }}
            />
          )}
        </Box>
        {openId && (
          <Box
            sx={{
              minWidth: 0,
              // Stays visible while the list next to it scrolls.
              position: { lg: 'sticky' },
              top: 16,
              maxHeight: { lg: 'calc(100vh - 32px)' },
              overflowY: { lg: 'auto' },
            }}
          >
            <PeriodPane
              key={openId}
              slug={slug}
              id={openId}
              today={today}
              onDecided={openNext}
              onClose={close}
            />
          </Box>
        )}
      </Box>
    </Stack>
  );
}
