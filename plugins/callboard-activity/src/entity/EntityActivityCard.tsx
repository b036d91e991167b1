import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import {
  getBrowserZone,
  CallboardProvider,
  EmptyState,
  LoadingState,
  useEntityTabHref,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { useActivityList } from '../data/useActivityList';
import { entityActivityRouteRef } from '../routes';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityBriefs } from '../view/ActivityBriefs';
import { ActivityError } from '../view/ActivityError';
import { useEntityScope } from './useEntityScope';

const MAX_ROWS = 6;

function Briefs() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { scope, isPerson } = useEntityScope();
  const query = useMemo(
    () => ({ ...scope.within, views: false, tz: getBrowserZone() }),
    [scope],
  );
  const list = useActivityList(scope, query, { pageSize: MAX_ROWS });
  if (list.error) {
    return <ActivityError list={list} error={list.error} />;
  }
  if (list.isLoading) {
    return <LoadingState rows={MAX_ROWS} rowHeight={28} />;
  }
  return list.rows.length === 0 ? (
    <EmptyState title={t('entity.empty')}>{t('entity.emptyHint')}</EmptyState>
  ) : (
    <ActivityBriefs
      label={t('entity.card')}
      rows={list.rows.slice(0, MAX_ROWS)}
      withEntity
      withPerson={!isPerson}
    />
  );
}

/**
 * The latest actions on an entity, with a link to all of them.
 *
 * @public
 */
export function EntityActivityCard() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const href = useEntityTabHref(entityActivityRouteRef, '/activity');
  return (
    <EntityInfoCard
      title={t('entity.card')}
      footerActions={<Link to={href}>{t('entity.seeAll')}</Link>}
    >
      <CallboardProvider>
        <Briefs />
      </CallboardProvider>
    </EntityInfoCard>
  );
}
