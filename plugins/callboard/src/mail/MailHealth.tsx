import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MailStatus } from '@callboard/plugin-callboard-common';
import { formatCount, RelativeTime } from '@callboard/plugin-callboard-react';
import Alert, { type AlertColor } from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import { callboardTranslationRef } from '../translation';
import { undeliveredIn } from './undeliveredIn';

function stateOf({ transport, failing_since }: MailStatus) {
  if (transport === null) {
    return 'off';
  }
  if (failing_since !== null) {
    return 'failing';
  }
  return transport === 'folder' ? 'folder' : 'well';
}

const severities: Record<ReturnType<typeof stateOf>, AlertColor> = {
  off: 'info',
  failing: 'error',
  folder: 'info',
  well: 'success',
};

/** Whether mails are sent, and how many. */
export function MailHealth(props: { status: MailStatus }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { status } = props;
  const state = stateOf(status);
  const facts = [
    { name: t('mail.sent'), value: status.last_day.sent },
    { name: t('mail.waiting'), value: status.waiting },
    { name: t('mail.notDelivered'), value: undeliveredIn(status) },
  ];
  return (
    <Alert
      role={state === 'failing' ? 'alert' : 'status'}
      severity={severities[state]}
      variant="outlined"
      sx={{
        '& > [class*="MuiAlert-message"]': {
          flex: 1,
          minWidth: 0,
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          columnGap: 4,
          rowGap: 1,
        },
      }}
    >
      <Box sx={{ flex: '1 1 280px', maxWidth: '72ch', minWidth: 0 }}>
        <AlertTitle sx={{ mb: 0.25 }}>{t(`mail.${state}`)}</AlertTitle>
        {t(`mail.${state}Hint`)}
        {status.failing_since !== null && (
          <Box sx={{ mt: 1, overflowWrap: 'anywhere' }}>
            {t('mail.since')} <RelativeTime instant={status.failing_since} />:{' '}
            {status.last_error}
          </Box>
        )}
      </Box>
      {state !== 'off' && (
        <Box component="dl" sx={{ display: 'flex', gap: 3, m: 0 }}>
          {facts.map(({ name, value }) => (
            <Box key={name}>
              <Box
                component="dt"
                sx={{ typography: 'caption', color: 'text.secondary' }}
              >
                {name}
              </Box>
              <Box
                component="dd"
                sx={{
                  m: 0,
                  typography: 'subtitle1',
                  fontVariantNumeric: 'tabular-nums',
                  color: 'text.primary',
                }}
              >
                {formatCount(value)}
              </Box>
            </Box>
          ))}
        </Box>
      )}
    </Alert>
  );
}
