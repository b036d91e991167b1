import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Period } from '@callboard/plugin-callboard-common';
import {
  ChoiceToggle,
  DataTable,
  EmptyState,
  formatDateRange,
  LoadingState,
  QueryState,
  useEndpointPages,
  useZoneToday,
  useUrlState,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useCallback, useMemo, useState } from 'react';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { BulkApprove } from './BulkApprove';
import { NotApprovedList } from './NotApprovedList';
import { PeriodPane } from './PeriodPane';
import type { NotApproved } from './useApproveMany';
import { useQueueColumns } from './useQueueColumns';

const parameters = ['period', 'show'] as const;
const lists = ['waiting', 'decided'] as const;

type List = (typeof lists)[number];

const queries = {
  waiting: { to_approve: true },
  decided: { status: 'approved,rejected' },
} as const;

const getRowId = ({ id }: Period) => id;

/** The next period of a list; after the last one, the first. */
function findNextPeriodId(
  items: readonly Period[],
  id: string | undefined,
): string | undefined {
  const at = items.findIndex(item => item.id === id);
  return (items[at + 1] ?? items.find(item => item.id !== id))?.id;
}

/** The weeks that await the viewer's approval, with the open one next to them. */
export function Approvals(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { workspace } = props;
  const { slug } = workspace;
  const today = useZoneToday(workspace.timezone);
  const [{ period: openId, show }, setState] = useUrlState(parameters);
  const shown: List = show === 'decided' ? show : 'waiting';
  const isWaiting = shown === 'waiting';
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState<readonly NotApproved[]>([]);
  const list = useEndpointPages(endpoints.listPeriods, {
    params: { slug },
    query: queries[shown],
  });
  const columns = useQueueColumns({
    slug,
    today,
    isWaiting,
    isOpen: openId !== undefined,
  });
  const getRowLabel = useCallback(
    ({ display_name, week_start: start, week_end: end }: Period) =>
      t('queue.select', {
        person: display_name,
        period: formatDateRange({ start, end }, today),
      }),
    [t, today],
  );
  const items = list.data?.items;
  const selected = useMemo(
    () => (items ?? []).filter(({ id }) => ticked.has(id)),
    [items, ticked],
  );
  const clear = () => setTicked(new Set());
  const close = () => setState({ period: undefined });
  const openNext = () =>
    setState({
      period: isWaiting ? findNextPeriodId(items ?? [], openId) : undefined,
    });
  return (
    <Stack spacing={2}>
      <ChoiceToggle
        label={t('queue.show')}
        value={shown}
        choices={lists.map(value => ({ value, label: t(`queue.${value}`) }))}
        onChange={next => {
          clear();
          setState({ show: next === 'waiting' ? undefined : next });
        }}
      />
      {failed.length > 0 && (
        <NotApprovedList
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
            // Below a list, people would not notice the week they opened.
            display: openId ? { xs: 'none', lg: 'block' } : undefined,
          }}
        >
          <QueryState
            query={list}
            loading={<LoadingState rows={6} rowHeight={40} />}
            givers={{ workspace: slug }}
          >
            {loaded =>
              loaded.items.length > 0 ? (
                <DataTable
                  label={t('queue.label')}
                  columns={columns}
                  rows={loaded.items}
                  rowId={getRowId}
                  onRowOpen={({ id }) => setState({ period: id })}
                  openRowId={openId}
                  selection={
                    isWaiting
                      ? { selected: ticked, onChange: setTicked, getRowLabel }
                      : undefined
                  }
                  total={loaded.total}
                  pages={list}
                  isMain
                />
              ) : (
                <EmptyState
                  title={t(isWaiting ? 'queue.empty' : 'queue.noneDecided')}
                >
                  {t(isWaiting ? 'queue.emptyHint' : 'queue.noneDecidedHint')}
                </EmptyState>
              )
            }
          </QueryState>
          {selected.length > 0 && (
            <BulkApprove
              slug={slug}
              periods={selected}
              onClear={clear}
              onDone={left => {
                clear();
                setFailed(left);
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
