import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  permissions,
  type LeaveBalance,
  type MonthBalance,
  type TimeBalance,
} from '@callboard/plugin-callboard-common';
import {
  browserFormats,
  formatCalendarDate,
  formatMinutes,
  LoadingState,
  NumbersTable,
  PersonChip,
  QueryState,
  Section,
  SideDrawer,
  useAllowed,
  useCallboardQuery,
  useMe,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import { type ComponentProps, useState, type ReactNode } from 'react';
import { useTimeOffKindName } from '../admin/TimeOffList';
import { AdjustDialog } from './AdjustDialog';
import { Adjustments } from './Adjustments';
import { callboardTimeBalanceTranslationRef } from './balanceTranslation';
import { EntitlementDialog } from './EntitlementDialog';
import { formatBalance, formatDays } from './formatBalance';
import { Note } from '../shared/Note';

export interface BalancePerson {
  member_id: string;
  display_name: string;
}

export function useBalanceActions(
  { slug, role }: OwnWorkspace,
  member_id: string,
) {
  const me = useMe().data;
  const { timeAdjustment, leaveEntitlement } = permissions;
  const isAdjustmentAllowed = useAllowed(timeAdjustment.create, slug);
  const isEntitlementAllowed = useAllowed(leaveEntitlement.update, slug);
  const isOtherPerson = me !== undefined && me.user_ref !== member_id;
  const isMember = role !== 'guest';
  return {
    canAdjust: isMember && isOtherPerson && isAdjustmentAllowed,
    canSetEntitlement:
      isMember && (isOtherPerson || role === 'admin') && isEntitlementAllowed,
  };
}

function ScrollableNumbers(props: ComponentProps<typeof NumbersTable>) {
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <NumbersTable
        {...props}
        sx={{
          fontVariantNumeric: 'tabular-nums',
          '& td, & th': {
            px: { xs: 0.5, sm: 1 },
            fontSize: { xs: '0.75rem', sm: '0.875rem' },
            whiteSpace: 'nowrap',
          },
        }}
      />
    </Box>
  );
}

function Leave(props: {
  leave: readonly LeaveBalance[];
  year: string;
  aside: ReactNode;
}) {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  const getKindName = useTimeOffKindName();
  const { leave, year } = props;
  const format = (days: number | null) =>
    days === null ? '–' : formatDays(days);
  return (
    <Section
      level={2}
      title={t('leaveYear', { year })}
      hint={t('leaveHint')}
      aside={props.aside}
    >
      {leave.length > 0 ? (
        <ScrollableNumbers
          label={t('leave')}
          columns={[t('kind'), t('entitled'), t('taken'), t('remaining')]}
          rows={leave.map(each => [
            getKindName(each.kind),
            format(each.entitled_days),
            format(each.taken_days),
            format(each.remaining_days),
          ])}
        />
      ) : (
        <Note>{t('noLeave')}</Note>
      )}
    </Section>
  );
}

function BalanceSums(props: { balance: TimeBalance; aside: ReactNode }) {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  const { balance } = props;
  const sums = [
    [t('logged'), formatMinutes(balance.logged_minutes)],
    [t('adjusted'), formatBalance(balance.adjusted_minutes)],
    [t('expected'), formatMinutes(balance.expected_minutes)],
  ];
  return (
    <Section level={2} title={t('balance')} aside={props.aside}>
      <Box component="p" sx={{ m: 0 }}>
        <Box component="span" sx={{ typography: 'h5' }}>
          {formatBalance(balance.balance_minutes)}
        </Box>{' '}
        {t('asOf', { date: formatCalendarDate(balance.as_of) })}
      </Box>
      {balance.from ? (
        <Box
          component="dl"
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 3,
            m: 0,
            typography: 'body2',
            color: 'text.secondary',
            '& dt': { mr: 1 },
            '& dd': { m: 0, fontVariantNumeric: 'tabular-nums' },
          }}
        >
          {sums.map(([name, value]) => (
            <Box key={name} sx={{ display: 'flex' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Box>
          ))}
          <Box sx={{ display: 'flex' }}>
            <dt>{t('since', { date: formatCalendarDate(balance.from) })}</dt>
          </Box>
        </Box>
      ) : (
        <Note>{t('notStarted')}</Note>
      )}
    </Section>
  );
}

function Months(props: { months: readonly MonthBalance[] }) {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  return (
    <Section level={2} title={t('months')}>
      <ScrollableNumbers
        label={t('months')}
        columns={[
          t('month'),
          t('balance'),
          t('logged'),
          t('adjusted'),
          t('expected'),
        ]}
        rows={[...props.months]
          .reverse()
          .map(each => [
            browserFormats.formatMonth(each.month),
            formatBalance(each.balance_minutes),
            formatMinutes(each.logged_minutes),
            formatBalance(each.adjusted_minutes),
            formatMinutes(each.expected_minutes),
          ])}
      />
    </Section>
  );
}

export function BalanceDrawer(props: {
  workspace: OwnWorkspace;
  person: BalancePerson;
  as_of: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  const { workspace, person, as_of, onClose } = props;
  const { slug } = workspace;
  const { canAdjust, canSetEntitlement } = useBalanceActions(
    workspace,
    person.member_id,
  );
  const [dialog, setDialog] = useState<'adjustment' | 'entitlement'>();
  const balance = useCallboardQuery(endpoints.getTimeBalance, {
    params: { slug },
    query: { member_id: person.member_id, as_of, include: 'month' },
  });
  const closeDialog = () => setDialog(undefined);
  return (
    <SideDrawer label={t('title')} width={720} onClose={onClose}>
      <Stack spacing={3} sx={{ p: { xs: 2, sm: 3 } }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <PersonChip
              userRef={person.member_id}
              name={person.display_name}
              workspace={slug}
            />
          </Box>
          <IconButton aria-label={t('close')} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </Box>
        <QueryState
          query={balance}
          loading={<LoadingState rows={8} rowHeight={32} />}
          accessGranters={{ workspace: slug }}
        >
          {loaded => (
            <>
              <BalanceSums
                balance={loaded}
                aside={
                  canAdjust && (
                    <Button
                      size="small"
                      onClick={() => setDialog('adjustment')}
                    >
                      {t('adjust.button')}
                    </Button>
                  )
                }
              />
              <Leave
                leave={loaded.leave}
                year={as_of.slice(0, 4)}
                aside={
                  canSetEntitlement && (
                    <Button
                      size="small"
                      onClick={() => setDialog('entitlement')}
                    >
                      {t('entitlement.button')}
                    </Button>
                  )
                }
              />
              <Adjustments slug={slug} member={person.member_id} />
              {loaded.by_month && loaded.by_month.length > 0 && (
                <Months months={loaded.by_month} />
              )}
            </>
          )}
        </QueryState>
      </Stack>
      {dialog === 'adjustment' && (
        <AdjustDialog
          slug={slug}
          person={person}
          date={as_of}
          onClose={closeDialog}
        />
      )}
      {dialog === 'entitlement' && (
        <EntitlementDialog
          slug={slug}
          person={person}
          year={Number(as_of.slice(0, 4))}
          onClose={closeDialog}
        />
      )}
    </SideDrawer>
  );
}
