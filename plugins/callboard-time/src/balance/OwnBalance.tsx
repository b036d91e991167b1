import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, permissions } from '@callboard/plugin-callboard-common';
import {
  formatCalendarDate,
  LoadingState,
  QueryState,
  Section,
  useAllowed,
  useCallboardQuery,
  useMe,
  useUrlState,
  useZoneToday,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { addDays } from '../data/dates';
import { BalanceDrawer } from './BalanceDetails';
import { callboardTimeBalanceTranslationRef } from './balanceTranslation';
import { formatBalance } from './formatBalance';
import { useLeaveText } from './useLeaveText';

const parameters = ['balance'] as const;

export function OwnBalance(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  const formatLeave = useLeaveText();
  const { workspace } = props;
  const { slug } = workspace;
  const me = useMe().data;
  const isAllowed = useAllowed(permissions.timeBalance.read, slug);
  const [state, setState] = useUrlState(parameters);
  // Ends yesterday: the expected time of an unfinished day would look like missing time.
  const as_of = addDays(useZoneToday(workspace.timezone), -1);
  const balance = useCallboardQuery(
    endpoints.getTimeBalance,
    { params: { slug }, query: { as_of } },
    { enabled: isAllowed },
  );
  if (!isAllowed) {
    return null;
  }
  return (
    <Section level={2} title={t('balance')}>
      <QueryState
        query={balance}
        loading={<LoadingState rows={1} rowHeight={32} />}
        accessGranters={{ workspace: slug }}
      >
        {({ from, balance_minutes, leave }) => (
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'baseline',
              columnGap: 3,
              rowGap: 0.5,
              typography: 'body2',
            }}
          >
            {from ? (
              <span>
                <Box component="span" sx={{ typography: 'h6' }}>
                  {formatBalance(balance_minutes)}
                </Box>{' '}
                {t('asOf', { date: formatCalendarDate(as_of) })}
              </span>
            ) : (
              <span>{t('notStarted')}</span>
            )}
            {leave.map(each => (
              <span key={each.kind}>{formatLeave(each)}</span>
            ))}
            <Button
              size="small"
              onClick={() => setState({ balance: 'details' })}
            >
              {t('details')}
            </Button>
          </Box>
        )}
      </QueryState>
      {me && state.balance === 'details' && (
        <BalanceDrawer
          workspace={workspace}
          person={{ member_id: me.user_ref, display_name: me.display_name }}
          as_of={as_of}
          onClose={() => setState({ balance: undefined })}
        />
      )}
    </Section>
  );
}
