import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type MemberTimeBalance,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  formatCalendarDate,
  formatMinutes,
  LoadingState,
  PersonChip,
  QueryState,
  useCallboardQuery,
  useEndpointPages,
  useUrlState,
  useZoneToday,
  visuallyHidden,
  type DataTableColumn,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useMemo, useState } from 'react';
import { AdjustDialog } from '../../balance/AdjustDialog';
import {
  BalanceDrawer,
  useBalanceActions,
  type BalancePerson,
} from '../../balance/BalanceDetails';
import { callboardTimeBalanceTranslationRef } from '../../balance/balanceTranslation';
import { formatBalance } from '../../balance/formatBalance';
import { useLeaveText } from '../../balance/useLeaveText';
import { addDays } from '../../data/dates';
import { DepartmentFilter, useDepartmentUrl } from '../DepartmentFilter';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { Note } from '../../shared/Note';

function AdjustButton(props: {
  workspace: OwnWorkspace;
  person: BalancePerson;
  onClick: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  const { workspace, person, onClick } = props;
  const { canAdjust } = useBalanceActions(workspace, person.member_id);
  return canAdjust ? (
    <Button
      size="small"
      aria-label={t('adjust.buttonFor', { person: person.display_name })}
      onClick={event => {
        // Otherwise, the click would also open the row.
        event.stopPropagation();
        onClick();
      }}
    >
      {t('adjust.inRow')}
    </Button>
  ) : null;
}

function useBalanceColumns(
  workspace: OwnWorkspace,
  onAdjust: (person: BalancePerson) => void,
): DataTableColumn<MemberTimeBalance>[] {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  const formatLeave = useLeaveText();
  return useMemo(() => {
    const createNumberColumn = (
      id: 'logged' | 'expected' | 'adjusted',
      format: (balance: MemberTimeBalance) => string,
    ): DataTableColumn<MemberTimeBalance> => ({
      id,
      header: t(id),
      width: '104px',
      align: 'end',
      hideBelow: 900,
      narrow: 'hide',
      cell: ({ row }) => format(row.original),
    });
    return [
      {
        id: 'person',
        header: t('team.person'),
        width: 'minmax(160px, 1fr)',
        narrow: 'first',
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.member_id}
            name={original.display_name}
            linked={false}
            workspace={workspace.slug}
          />
        ),
      },
      {
        id: 'balance',
        header: t('balance'),
        width: '112px',
        align: 'end',
        cell: ({ row: { original } }) =>
          original.from ? formatBalance(original.balance_minutes) : '–',
      },
      createNumberColumn('logged', each => formatMinutes(each.logged_minutes)),
      createNumberColumn('adjusted', each =>
        formatBalance(each.adjusted_minutes),
      ),
      createNumberColumn('expected', each =>
        formatMinutes(each.expected_minutes),
      ),
      {
        id: 'leave',
        header: t('leave'),
        width: 'minmax(200px, 1fr)',
        narrow: 'line',
        cell: ({ row: { original } }) =>
          original.leave
            .filter(({ entitled_days }) => entitled_days !== null)
            .map(formatLeave)
            .join(' · '),
      },
      {
        id: 'actions',
        header: () => <span style={visuallyHidden}>{t('team.actions')}</span>,
        width: '96px',
        align: 'end',
        // In narrow windows, the button is in the details of the person.
        narrow: 'hide',
        cell: ({ row: { original } }) => (
          <AdjustButton
            workspace={workspace}
            person={original}
            onClick={() => onAdjust(original)}
          />
        ),
      },
    ];
  }, [t, formatLeave, workspace, onAdjust]);
}

const parameters = ['person'] as const;

const getRowId = ({ member_id }: MemberTimeBalance) => member_id;

export function Balances(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  const { t: tTeam } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { workspace } = props;
  const { slug, timezone, role } = workspace;
  const [{ person }, setState] = useUrlState(parameters);
  const departmentFilter = useDepartmentUrl();
  // The balance excludes today: until the day is over, its expected time would look like missing time.
  const as_of = addDays(useZoneToday(timezone), -1);
  const [personToAdjust, setPersonToAdjust] = useState<BalancePerson>();
  const columns = useBalanceColumns(workspace, setPersonToAdjust);
  const list = useEndpointPages(endpoints.listTimeBalances, {
    params: { slug },
    query: { ...departmentFilter.query, as_of },
  });
  const listedPerson = list.data?.items.find(
    ({ member_id }) => member_id === person,
  );
  // The person in the URL may be on a page of the list that is not loaded.
  const unlistedPerson = useCallboardQuery(
    endpoints.listTimeBalances,
    { params: { slug }, query: { member_id: person, as_of } },
    { enabled: Boolean(person && list.data && !listedPerson) },
  ).data?.items[0];
  const openPerson = person ? listedPerson ?? unlistedPerson : undefined;
  return (
    <Stack spacing={2}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1,
          rowGap: 1.5,
        }}
      >
        <DepartmentFilter slug={slug} filter={departmentFilter} />
        <Box component="span" sx={{ typography: 'body2' }}>
          {t('balance')} {t('asOf', { date: formatCalendarDate(as_of) })}
        </Box>
      </Box>
      <QueryState
        query={list}
        loading={<LoadingState rows={8} rowHeight={40} />}
        accessGranters={{ workspace: slug }}
      >
        {({ items }) =>
          items.length > 0 ? (
            <DataTable
              label={t('team.label')}
              columns={columns}
              rows={items}
              rowId={getRowId}
              onRowOpen={({ member_id }) => setState({ person: member_id })}
              openRowId={person}
              pages={list}
              isMain
            />
          ) : (
            <EmptyState title={t('team.empty')}>
              {t('team.emptyHint')}
            </EmptyState>
          )
        }
      </QueryState>
      {role !== 'admin' && (list.data?.items.length ?? 0) > 1 && (
        <Note>{tTeam('capacity.secret')}</Note>
      )}
      {openPerson && (
        <BalanceDrawer
          key={openPerson.member_id}
          workspace={workspace}
          person={openPerson}
          as_of={as_of}
          onClose={() => setState({ person: undefined })}
        />
      )}
      {personToAdjust && (
        <AdjustDialog
          slug={slug}
          person={personToAdjust}
          date={as_of}
          onClose={() => setPersonToAdjust(undefined)}
        />
      )}
    </Stack>
  );
}
