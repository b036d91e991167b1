import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MailStatus } from '@callboard/plugin-callboard-common';
import { formatCount, RelativeTime } from '@callboard/plugin-callboard-react';
import type { AlertColor } from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { HealthAlert } from '../shared/HealthAlert';
import { callboardTranslationRef } from '../translation';
import { countUndelivered } from './countUndelivered';

function getMailState({ transport, failing_since }: MailStatus) {
  if (transport === null) {
    return 'off';
  }
  if (failing_since !== null) {
    return 'failing';
  }
  return transport === 'folder' ? 'folder' : 'well';
}

const severities: Record<ReturnType<typeof getMailState>, AlertColor> = {
  off: 'info',
  failing: 'error',
  folder: 'info',
  well: 'success',
};

/** Whether emails are being sent, and how many. */
export function MailHealth(props: { status: MailStatus }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { status } = props;
  const state = getMailState(status);
  const facts = [
    { name: t('mail.sent'), value: formatCount(status.last_day.sent) },
    { name: t('mail.waiting'), value: formatCount(status.waiting) },
    {
      name: t('mail.notDelivered'),
      value: formatCount(countUndelivered(status)),
    },
  ];
  return (
    <HealthAlert
      severity={severities[state]}
      title={t(`mail.${state}`)}
      facts={state === 'off' ? [] : facts}
    >
      {t(`mail.${state}Hint`)}
      {status.failing_since !== null && (
        <Box sx={{ mt: 1, overflowWrap: 'anywhere' }}>
          {t('mail.since')} <RelativeTime instant={status.failing_since} />:{' '}
          {status.last_error}
        </Box>
      )}
    </HealthAlert>
  );
}
