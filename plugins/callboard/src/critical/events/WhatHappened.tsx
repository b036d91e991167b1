import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type CriticalEvent,
  buildActivityPath,
} from '@callboard/plugin-callboard-common';
import {
  EntityLink,
  formatCount,
  useMe,
  useMyAccess,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useRowHref } from '../../shared/useRowHref';
import { callboardCriticalTranslationRef } from '../translation';

/**
 * The address of the activity entry that triggered a critical event: in the Activity Tracker, or in
 * the activity of the workspace for people who only have access to that.
 */
function useEventHref(): (event: CriticalEvent) => string | undefined {
  const rowHref = useRowHref();
  const { data: access } = useMyAccess();
  const { data: me } = useMe();
  return ({ activity_id, workspace_id }) => {
    if (!access || access.may_read_all_activity) {
      return rowHref(activity_id);
    }
    const workspace = me?.workspaces.find(({ id }) => id === workspace_id);
    return workspace && buildActivityPath(workspace.slug, activity_id);
  };
}

/** A critical event: its rule, its entity and the number of occurrences. */
export function WhatHappened(props: { event: CriticalEvent }) {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const eventHref = useEventHref();
  const { event } = props;
  const { rule_id, entity_type, entity_id, count } = event;
  const href = eventHref(event);
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
          {t('list.times', { count, formatted: formatCount(count) })}
        </Box>
      )}
    </Box>
  );
}
