import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { browserZone } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { activityScopeOf } from '../data/ActivityScope';
import type { ActivityQuery } from '../filters/activityQueryOf';

/** What asks for the history of the entity whose page this is. */
export function useEntityScope() {
  const { entity } = useEntity();
  const id = stringifyEntityRef(entity).toLowerCase();
  const type = entity.kind.toLowerCase();
  return useMemo(() => {
    const query: ActivityQuery & { workspace?: string } = {
      entity_type: type,
      entity_id: id,
      tz: browserZone(),
    };
    return { scope: activityScopeOf('workspace'), query };
  }, [id, type]);
}
