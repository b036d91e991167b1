import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Health,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  LoadingState,
  getErrorStatus,
  useCallboardQuery,
  useMe,
  QueryState,
  RelativeTime,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { callboardTranslationRef } from '../translation';
import { DeadLetters } from './DeadLetters';
import { RelayHealth, MAX_HEALTHY_LAG_MS } from './RelayHealth';
import {
  ErrorText,
  SystemList,
  SystemListItem,
  SystemSection,
  useSubscriberLabels,
} from './SystemSection';
import { TroubledQueues } from './TroubledQueues';

const POLL_MS = 15_000;

function PausedSubscribers() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const getSubscriberLabel = useSubscriberLabels();
  const subscribers = useCallboardQuery(
    endpoints.listSubscribers,
    {},
    { refetchInterval: POLL_MS, staleTime: 0 },
  );
  return (
    <SystemSection title={t('paused.title')}>
      {titleId => (
        <QueryState query={subscribers}>
          {({ items }) => (
            <SystemList titleId={titleId}>
              {items
                .filter(({ paused_at }) => paused_at !== null)
                .map(({ name, paused_at, waiting, last_error }) => (
                  <SystemListItem key={name}>
                    <Typography variant="body2">
                      {t('paused.who', { who: getSubscriberLabel(name) })}
                    </Typography>
                    <Typography variant="body2" color="text.secondary">
                      {t('paused.since')} <RelativeTime instant={paused_at!} />
                      {' · '}
                      {t('paused.waiting', toCountParams(waiting))}
                    </Typography>
                    {last_error !== null && <ErrorText text={last_error} />}
                  </SystemListItem>
                ))}
            </SystemList>
          )}
        </QueryState>
      )}
    </SystemSection>
  );
}

const TITLE_ID = 'callboard-system';

function isTroubled({ dead_lettered, lag_ms }: Health['jobs']): boolean {
  return dead_lettered > 0 || lag_ms > MAX_HEALTHY_LAG_MS;
}

export function SystemStatus() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { data, error, refetch } = useCallboardQuery(
    endpoints.getHealth,
    {},
    { refetchInterval: POLL_MS, staleTime: 0 },
  );
  const { data: me } = useMe();
  const isSuperAdmin = me?.is_super_admin ?? false;
  const canReadSubscribers = useAllowed(permissions.subscriber.read);
  const canReadDeadLetters = useAllowed(permissions.deadLetter.read);
  const canReadQueues = useAllowed(permissions.queue.read);
  // The list stays after its last item is retried, and then shows an empty state.
  const [hadDeadLetters, setHadDeadLetters] = useState(false);
  if (!hadDeadLetters && data && data.relay.dead_lettered > 0) {
    setHadDeadLetters(true);
  }
  const [wasTroubled, setWasTroubled] = useState(false);
  if (!wasTroubled && data && isTroubled(data.jobs)) {
    setWasTroubled(true);
  }

  function renderContent() {
    // Without this alert, an earlier response would show the system as healthy.
    if (error) {
      return (
        <Alert
          severity="error"
          variant="outlined"
          action={
            <Button color="inherit" size="small" onClick={() => refetch()}>
              {t('system.retry')}
            </Button>
          }
        >
          <AlertTitle>{t('system.failed')}</AlertTitle>
          {getErrorStatus(error) === 503
            ? t('system.away')
            : t('system.unreachable')}
        </Alert>
      );
    }
    return data ? (
      <>
        <RelayHealth health={data} isSuperAdmin={isSuperAdmin} />
        {isSuperAdmin && canReadSubscribers && data.relay.paused > 0 && (
          <PausedSubscribers />
        )}
        {isSuperAdmin && canReadDeadLetters && hadDeadLetters && (
          <DeadLetters count={data.relay.dead_lettered} />
        )}
        {isSuperAdmin && canReadQueues && wasTroubled && <TroubledQueues />}
      </>
    ) : (
      <LoadingState>
        <Skeleton variant="rounded" sx={{ height: { xs: 149, sm: 94 } }} />
      </LoadingState>
    );
  }

  return (
    <Box component="section" aria-labelledby={TITLE_ID}>
      <Typography
        id={TITLE_ID}
        variant="subtitle1"
        component="h2"
        sx={{ mb: 1, fontWeight: 600 }}
      >
        {t('system.title')}
      </Typography>
      {renderContent()}
    </Box>
  );
}
