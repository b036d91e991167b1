import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { createActivityScope, type ActivityScope } from '../data/ActivityScope';

/** The entity that an activity list belongs to. */
export interface EntityScope {
  /** The reference of the entity, in lower case. */
  entityRef: string;
  isPerson: boolean;
  /**
   * For a person, their own activity; otherwise that about the entity, its project and the
   * project's resources.
   */
  scope: ActivityScope;
}

/** Returns the activity scope of the current entity page. */
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
