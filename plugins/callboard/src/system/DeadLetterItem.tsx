import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DeadLetter } from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  EntityLink,
  ErrorBoundary,
  formatCount,
  PersonChip,
  RelativeTime,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useId } from 'react';
import { callboardTranslationRef } from '../translation';
import { DispatchError } from './DispatchError';
import { RetryButton } from './RetryButton';
import { SystemListItem } from './SystemList';
import { useSubscriberLabels } from './useSubscriberLabels';

/** A dead letter: its change, its subscriber and its error. */
export function DeadLetterItem(props: {
  dispatch: DeadLetter;
  onRetry: () => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const getSubscriberLabels = useSubscriberLabels();
  const id = useId();
  const { change, subscriber, attempts, dead_lettered_at, last_error } =
    props.dispatch;
  return (
    <SystemListItem
      action={
        <RetryButton
          label={t('dispatches.retry')}
          describedBy={id}
          onClick={props.onRetry}
        />
      }
    >
      <Box
        id={id}
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 2,
          rowGap: 0.5,
          '& > *': { minWidth: 0, maxWidth: '100%' },
        }}
      >
        <ErrorBoundary resetKey={change}>
          <EntityLink
            type={change.entity_type}
            id={change.entity_id}
            label={change.entity_label}
          />
          <ActionLabel action={change.action} />
          <PersonChip
            userRef={change.actor}
            name={change.actor_name}
            size={20}
          />
        </ErrorBoundary>
      </Box>
      <Box sx={{ typography: 'body2', color: 'text.secondary', mt: 0.5 }}>
        {t('dispatches.missedBy', { who: getSubscriberLabels(subscriber) })}
        {' · '}
        {t('dispatches.attempts', {
          count: attempts,
          formatted: formatCount(attempts),
        })}
        {' · '}
        <RelativeTime instant={dead_lettered_at} />
      </Box>
      <DispatchError text={last_error} />
    </SystemListItem>
  );
}
