import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { activityScopeOf, type ActivityScope } from '../data/ActivityScope';

/** Whose page an entity's activity is on, and what it is. */
export interface EntityScope {
  /** The reference of the entity, in lower case. */
  entityRef: string;
  isPerson: boolean;
  /**
   * Of a person, what they did; of anything else, what happened to it, to its
   * project and to what is in that.
   */
  scope: ActivityScope;
}

/** The activity of the entity whose page this is. */
export function useEntityScope(): EntityScope {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity).toLowerCase();
  const isPerson = entity.kind.toLowerCase() === 'user';
  return useMemo(
    () => ({
      entityRef,
      isPerson,
      scope: activityScopeOf(
        'workspace',
        isPerson ? { user_id: entityRef } : { about: entityRef },
      ),
    }),
    [entityRef, isPerson],
  );
}
