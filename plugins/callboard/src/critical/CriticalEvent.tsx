import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type CriticalEvent,
  buildActivityPath,
  endpoints,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  EntityLink,
  useMe,
  useMyAccess,
  useCallboardQuery,
  useToast,
  useEndpointMutation,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRowHref } from '../shared/useRowHref';
import { callboardCriticalTranslationRef } from './translation';

/** Acknowledges an event; renders nothing without permission. */
export function AcknowledgeButton(props: { event: CriticalEvent }) {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const showToast = useToast();
  const canAcknowledge = useAllowed(permissions.criticalEvent.acknowledge);
  const acknowledgeMutation = useEndpointMutation(
    endpoints.acknowledgeCriticalEvent,
    {
      toRequest: (id: string) => ({ params: { id }, body: {} }),
      invalidates: [endpoints.listCriticalEvents],
      refetchesAfterFailure: true,
      // Keeps the mutation pending, so that further clicks do nothing until the list is refetched.
      onSuccess: (_response, _id, refreshed) => refreshed,
      onError: () => showToast({ title: t('list.failed'), status: 'danger' }),
    },
  );
  const { id, rule_id, entity_label } = props.event;
  const eventLabel = [t(`ruleTitle.${rule_id}`), entity_label ?? '']
    .filter(Boolean)
    .join(', ');
  return canAcknowledge ? (
    <Button
      size="small"
      variant="outlined"
      aria-label={t('list.acknowledgeOne', { what: eventLabel })}
      onClick={() =>
        !acknowledgeMutation.isPending && acknowledgeMutation.mutate(id)
      }
    >
      {t('list.acknowledge')}
    </Button>
  ) : null;
}

/** The polling interval of critical events while a page shows them, in milliseconds. */
export const EVENTS_POLL_MS = 30_000;

/** The newest unacknowledged critical events, refetched twice a minute. */
export function useOpenEvents(limit: number, isEnabled = true) {
  return useCallboardQuery(
    endpoints.listCriticalEvents,
    { query: { is_acknowledged: false, limit } },
    { refetchInterval: EVENTS_POLL_MS, staleTime: 0, enabled: isEnabled },
  );
}

/**
 * Returns a function that builds the URL of the activity entry that triggered a critical event: in
 * the Activity Tracker, or in the activity of the workspace for people without access to the
 * tracker.
 */
function useEventHref(): (event: CriticalEvent) => string | undefined {
  const getRowHref = useRowHref();
  const { data: access } = useMyAccess();
  const { data: me } = useMe();
  return ({ activity_id, workspace_id }) => {
    if (!access || access.may_read_all_activity) {
      return getRowHref(activity_id);
    }
    const workspace = me?.workspaces.find(({ id }) => id === workspace_id);
    return workspace && buildActivityPath(workspace.slug, activity_id);
  };
}

export function CriticalEventSummary(props: { event: CriticalEvent }) {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const getEventHref = useEventHref();
  const { event } = props;
  const { rule_id, entity_type, entity_id, count } = event;
  const href = getEventHref(event);
  const title = t(`ruleTitle.${rule_id}`);
  return (
    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere', py: 0.5 }}>
      <Box sx={{ fontWeight: 600 }}>
        {href ? (
          <Link to={href} title={t('list.show')}>
            {title}
          </Link>
        ) : (
          title
        )}
      </Box>
      {(event.entity_label || entity_id) && (
        <EntityLink
          type={entity_type}
          id={entity_id}
          label={event.entity_label}
        />
      )}
      {count > 1 && (
        <Box sx={{ color: 'text.secondary', typography: 'caption' }}>
          {t('list.times', toCountParams(count))}
        </Box>
      )}
    </Box>
  );
}
