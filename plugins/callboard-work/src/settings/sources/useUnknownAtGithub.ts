import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { PersonOption } from '@callboard/plugin-callboard-react';
import { useQuery } from '@tanstack/react-query';

/** The annotation with a User's login at GitHub, unless the portal is configured otherwise. */
export const LOGIN_ANNOTATION = 'github.com/user-login';

/** Returns the people whose User has no GitHub login; undefined until the catalog has answered. */
export function useUnknownAtGithub(
  people: readonly PersonOption[],
): readonly PersonOption[] | undefined {
  const catalog = useApi(catalogApiRef);
  const entityRefs = people.map(({ user_ref }) => user_ref);
  const { data } = useQuery({
    queryKey: ['callboard', 'github-logins', entityRefs],
    enabled: people.length > 0,
    staleTime: 60_000,
    queryFn: async () => {
      const { items } = await catalog.getEntitiesByRefs({
        entityRefs,
        fields: ['metadata.annotations'],
      });
      return items.map(user => user?.metadata.annotations?.[LOGIN_ANNOTATION]);
    },
  });
  return data && people.filter((_, at) => !data[at]);
}
