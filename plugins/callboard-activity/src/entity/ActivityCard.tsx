import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  CallboardProvider,
  useEntityTabHref,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  createActivityScope,
  type ActivityScope,
} from '../data/activityQueries';
import { entityActivityRouteRef } from '../routes';
import { callboardActivityTranslationRef } from '../translation';
import { LatestActivity } from '../home/ActivityBriefs';

interface EntityScope {
  /** The reference of the entity, in lower case. */
  entityRef: string;
  isPerson: boolean;
  /**
   * For a person, their own activity. For other entities, the activity about the entity, its
   * project and the project's resources.
   */
  scope: ActivityScope;
}

export function useEntityScope(): EntityScope {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity).toLowerCase();
  const isPerson = entity.kind.toLowerCase() === 'user';
  return useMemo(
    () => ({
      entityRef,
      isPerson,
      scope: createActivityScope(
        'workspace',
        isPerson ? { user_id: entityRef } : { about: entityRef },
      ),
    }),
    [entityRef, isPerson],
  );
}

/** The latest actions on an entity or, for a person, by the person, with a link to all of them. */
export function ActivityCard() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const href = useEntityTabHref(entityActivityRouteRef, '/activity');
  const { scope, isPerson } = useEntityScope();
  return (
    <EntityInfoCard
      title={t('entity.card')}
      footerActions={<Link to={href}>{t('entity.seeAll')}</Link>}
    >
      <CallboardProvider>
        <LatestActivity
          scope={scope}
          maxRows={6}
          emptyHint={t('entity.emptyHint')}
          withPerson={!isPerson}
        />
      </CallboardProvider>
    </EntityInfoCard>
  );
}
