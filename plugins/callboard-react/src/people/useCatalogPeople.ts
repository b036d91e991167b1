import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { PersonOption } from './PersonPicker';

const MAX_FOUND = 20;

interface Profile {
  profile?: { displayName?: string };
}

/**
 * Finds people in the catalog whose name, reference or email address contains a text, for pickers
 * that are not limited to people in the data.
 *
 * @param options - `kinds`: only Users by default; Groups can be included
 * @returns `people`, which match an earlier text while `isLoading`; a field shows them through
 * `filterFound`
 * @public
 */
export function useCatalogPeople(
  search: string,
  options: { kinds?: ReadonlyArray<'User' | 'Group'> } = {},
): {
  people: PersonOption[];
  isLoading: boolean;
} {
  const { kinds = ['User'] } = options;
  const catalog = useApi(catalogApiRef);
  const query = search.trim();
  const term = useDeferredValue(query);
  const { data, isFetching } = useQuery({
    queryKey: ['callboard', 'catalog-people', term, kinds],
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: async () => {
      const { items } = await catalog.queryEntities({
        filter: { kind: [...kinds] },
        fields: ['kind', 'metadata', 'spec.profile'],
        limit: MAX_FOUND,
        orderFields: { field: 'metadata.name', order: 'asc' },
        fullTextFilter: {
          term,
          fields: [
            'metadata.name',
            'spec.profile.displayName',
            'spec.profile.email',
          ],
        },
      });
      const people = items.map(entity => ({
        user_ref: stringifyEntityRef(entity).toLowerCase(),
        name:
          (entity.spec as Profile | undefined)?.profile?.displayName ??
          entity.metadata.title ??
          entity.metadata.name,
      }));
      return people.sort((a, b) => a.name.localeCompare(b.name));
    },
  });
  return { people: data ?? [], isLoading: isFetching || term !== query };
}
