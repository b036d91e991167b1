import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  QueryState,
  RelativeTime,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Typography from '@mui/material/Typography';
import { callboardTranslationRef } from '../translation';
import { DispatchError } from './DispatchError';
import { SystemList, SystemListItem } from './SystemList';
import { SystemSection } from './SystemSection';
import { useSubscriberLabels } from './useSubscriberLabels';

const POLL = 15_000;

/** The paused subscribers, since when, and why. */
export function PausedSubscribers() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const getSubscriberLabels = useSubscriberLabels();
  const subscribers = useCallboardQuery(
    endpoints.listSubscribers,
    {},
    { refetchInterval: POLL, staleTime: 0 },
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
                      {t('paused.who', { who: getSubscriberLabels(name) })}
                    </Typography>
                    <Typography variant="body2" color="text.secondary">
                      {t('paused.since')} <RelativeTime instant={paused_at!} />
                      {' · '}
                      {t('paused.waiting', {
                        count: waiting,
                        formatted: formatCount(waiting),
                      })}
                    </Typography>
                    {last_error !== null && <DispatchError text={last_error} />}
                  </SystemListItem>
                ))}
            </SystemList>
          )}
        </QueryState>
      )}
    </SystemSection>
  );
}
