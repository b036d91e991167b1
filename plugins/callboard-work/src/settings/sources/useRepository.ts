import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';

/** What says of an entity that its source is a repository at GitHub. */
const REPOSITORY_ANNOTATION = 'github.com/project-slug';

const preferred = ['component:', 'system:'];

/** The backend's choice: Components first, then Systems, then what sorts first. */
function chosenOf(refs: readonly string[]): string | undefined {
  const sorted = [...refs].sort();
  return (
    preferred
      .map(kind => sorted.find(ref => ref.startsWith(kind)))
      .find(ref => ref !== undefined) ?? sorted[0]
  );
}

/** The repository of the entity whose page this is. */
export interface Repository {
  /** `owner/name`; undefined where the entity names none. */
  slug: string | undefined;
  /** The other entity that gets its issues, because it comes first. */
  goesTo: string | undefined;
}

/** The repository that an entity names, and whether its issues come here. */
export function useRepository(): Repository {
  const { entity } = useEntity();
  const catalog = useApi(catalogApiRef);
  const own = stringifyEntityRef(entity);
  const slug = entity.metadata.annotations?.[REPOSITORY_ANNOTATION];
  const { data } = useQuery({
    queryKey: ['callboard', 'entities-of-repository', slug],
    enabled: slug !== undefined,
    staleTime: 60_000,
    queryFn: async () => {
      const { items } = await catalog.queryEntities({
        filter: { [`metadata.annotations.${REPOSITORY_ANNOTATION}`]: slug! },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      });
      return items.map(item => stringifyEntityRef(item));
    },
  });
  const chosen = chosenOf([own, ...(data ?? [])]);
  return { slug, goesTo: chosen === own ? undefined : chosen };
}
