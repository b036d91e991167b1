import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Timesheet,
  endpoints,
  permissions,
  type Period,
} from '@callboard/plugin-callboard-common';
import {
  formatInstant,
  AccessGrantersList,
  PersonChip,
  useAllowed,
  useMe,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { formatPeriod } from '../data/dates';
import { useRefreshTime } from '../data/refreshTime';
import { usePeriod } from '../data/timeQueries';
import { callboardTimeTranslationRef } from '../translation';

function RecallButton(props: { slug: string; period: Period }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, period } = props;
  // With the last day as `today`, the range has no year, unless it spans two years.
  const range = formatPeriod(period, period.week_end);
  const recall = useEndpointMutation(endpoints.recallPeriod, {
    toRequest: () => ({ params: { slug, id: period.id } }),
    toSuccessTitle: () => t('period.withdrawn', { range }),
    toFailureTitle: () => t('period.notWithdrawn'),
    onSettled: useRefreshTime(),
  });
  return (
    <Button
      size="small"
      variant="outlined"
      color="inherit"
      aria-disabled={recall.isPending}
      onClick={() => !recall.isPending && recall.mutate()}
      sx={{ mt: 1 }}
    >
      {t('period.withdraw')}
    </Button>
  );
}

export function ReasonQuote(props: { reason: string }) {
  return (
    <Box
      component="blockquote"
      sx={{
        m: 0,
        mt: 0.5,
        pl: 1.5,
        borderLeft: 3,
        borderColor: 'divider',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
      }}
    >
      {props.reason}
    </Box>
  );
}

const MAX_SHOWN_APPROVERS = 3;

const personRowSx = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 1,
  mt: 0.5,
};

/** Explains why a timesheet is locked and who can unlock it, or why it was rejected or reopened. */
export function PeriodNote(props: {
  slug: string;
  period: Timesheet['period'];
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, period } = props;
  const { data: details } = usePeriod(slug, period.id);
  const { data: me } = useMe();
  const canRecall = useAllowed(permissions.timesheet.recall, slug);
  const { status } = period;
  const isLocked = status === 'submitted' || status === 'approved';
  const reason = details?.reason;
  if (!isLocked && !reason) {
    return null;
  }
  const at =
    status === 'submitted' ? details?.submitted_at : details?.decided_at;
  return (
    <Alert
      severity={status === 'rejected' ? 'warning' : 'info'}
      icon={isLocked ? <LockOutlinedIcon fontSize="inherit" /> : undefined}
      sx={{ '& > [class*="MuiAlert-message"]': { minWidth: 0 } }}
    >
      <Box sx={{ overflowWrap: 'anywhere' }}>
        {t(`period.note.${status}`)}{' '}
        {at && t('period.at', { at: formatInstant(at, 'short') })}
      </Box>
      {details?.decided_by && status !== 'submitted' && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 0.5 }}>
          {t('period.by')}
          <PersonChip
            userRef={details.decided_by}
            name={details.decided_by_name}
            workspace={slug}
          />
        </Box>
      )}
      {status === 'submitted' && details?.status === 'submitted' && (
        <Box sx={personRowSx}>
          <span>{t('period.waitsFor')}</span>
          {details.approvers.length === 0 && (
            <AccessGrantersList accessGranters={{ workspace: slug }} />
          )}
          {details.approvers.slice(0, MAX_SHOWN_APPROVERS).map(person => (
            <PersonChip
              key={person.user_ref}
              userRef={person.user_ref}
              name={person.display_name}
              workspace={slug}
            />
          ))}
        </Box>
      )}
      {reason && !isLocked && <ReasonQuote reason={reason} />}
      {details?.status === 'submitted' &&
        details.member_id === me?.user_ref &&
        canRecall && <RecallButton slug={slug} period={details} />}
      {status === 'approved' && (
        <Box sx={personRowSx}>
          <span>{t('period.whoReopens')}</span>
          <AccessGrantersList accessGranters={{ workspace: slug }} />
        </Box>
      )}
    </Alert>
  );
}
