import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CriticalEvent } from '@callboard/plugin-callboard-common';
import { EntityLink, formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardCriticalTranslationRef } from '../translation';
import { useEventHref } from './useEventHref';

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
