import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { type Health, permissions } from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  formatCount,
  usePermissionAnswer,
} from '@callboard/plugin-callboard-react';
import type { AlertColor } from '@mui/material/Alert';
import { HealthAlert } from '../shared/HealthAlert';
import { callboardTranslationRef } from '../translation';
import { formatWait } from '../shared/formatDuration';

/** The maximum delay of a healthy system. People notice longer delays. */
export const MAX_HEALTHY_LAG_MS = 60_000;

function getRelayState({ relay, jobs }: Pick<Health, 'relay' | 'jobs'>) {
  if (relay.dead_lettered > 0) {
    return 'broken';
  }
  if (jobs.dead_lettered > 0) {
    return 'stuck';
  }
  if (relay.paused > 0) {
    return 'paused';
  }
  return Math.max(relay.lag_ms, jobs.lag_ms) > MAX_HEALTHY_LAG_MS
    ? 'behind'
    : 'well';
}

const severities: Record<ReturnType<typeof getRelayState>, AlertColor> = {
  broken: 'error',
  stuck: 'error',
  paused: 'warning',
  behind: 'warning',
  well: 'success',
};

/** Explains how the viewer can retry, or why they cannot. */
function useRetryHelp(
  kind: 'deadLetter' | 'queue',
  isSuperAdmin: boolean,
): string {
  const { t } = useTranslationRef(callboardTranslationRef);
  const canRead = usePermissionAnswer(permissions[kind].read);
  const canRetry = usePermissionAnswer(permissions[kind].retry);
  if (!isSuperAdmin) {
    return t('system.brokenWho');
  }
  if (canRead === false) {
    return t('system.brokenDenied');
  }
  return canRetry === false
    ? t('system.brokenRetryDenied')
    : t('system.brokenRetry');
}

export function RelayHealth(props: {
  health: Pick<Health, 'relay' | 'jobs'>;
  isSuperAdmin: boolean;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { relay, jobs } = props.health;
  const { pending, dead_lettered, lag_ms } = relay;
  const state = getRelayState(props.health);
  const deadLetterText = formatCount(dead_lettered);
  const stats = [
    { name: t('system.waiting'), value: formatCount(pending) },
    {
      name: t('system.deadLettered'),
      value: deadLetterText,
      color: dead_lettered > 0 ? 'error.main' : undefined,
    },
    {
      name: t('system.lag'),
      value: lag_ms > 0 ? formatWait(lag_ms) : t('system.noLag'),
    },
  ];
  const brokenHelp = useRetryHelp('deadLetter', props.isSuperAdmin);
  const stuckHelp = useRetryHelp('queue', props.isSuperAdmin);
  const broken = t('system.brokenHint', {
    count: dead_lettered,
    formatted: deadLetterText,
  });
  const stuck = t('system.stuckHint', toCountParams(jobs.dead_lettered));
  const hints = {
    broken: `${broken} ${brokenHelp}`,
    stuck: `${stuck} ${stuckHelp}`,
    paused: t('system.pausedHint'),
    behind: t('system.behindHint'),
    well: t('system.wellHint'),
  };
  return (
    <HealthAlert
      severity={severities[state]}
      title={t(`system.${state}`)}
      stats={stats}
    >
      {hints[state]}
    </HealthAlert>
  );
}
