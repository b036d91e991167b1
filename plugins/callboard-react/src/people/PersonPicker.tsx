import { useTranslationRef, useApi } from '@backstage/frontend-plugin-api';
import ListItemText from '@mui/material/ListItemText';
import { type HTMLAttributes, useDeferredValue } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ValuePicker } from '../pickers/ValuePicker';
import { parseRef } from '../resources/entityRefs';
import { callboardReactTranslationRef } from '../translation';
import { PersonAvatar } from './PersonAvatar';

/** A person as an option; in some pickers, also a Group. @public */
export interface PersonOption {
  user_ref: string;
  name: string;
  /** Shown after the name, for example the number of the person's rows. */
  count?: number;
}

/** Selects one person by name or reference. @public */
export function PersonPicker(props: {
  /** The reference of the selected person. */
  value: string | undefined;
  onChange: (userRef: string | undefined) => void;
  options: PersonOption[];
  loading?: boolean;
  label?: string;
  /** Called with the typed text, if the options come from a search. */
  onSearch?: (text: string) => void;
  fullWidth?: boolean;
  /** Shown in the empty field. With a placeholder, the label is above the field. */
  placeholder?: string;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { options, label, ...pickerProps } = props;
  return (
    <ValuePicker
      {...pickerProps}
      label={label ?? t('person.label')}
      options={options.map(({ user_ref, name, count }) => ({
        value: user_ref,
        label: name,
        count,
      }))}
      getLabel={userRef => parseRef(userRef)?.name ?? userRef}
      renderIcon={(person, size) => (
        <PersonAvatar userRef={person.value} name={person.label} size={size} />
      )}
      // The search also matches references.
      findsValues
      noOptionsText={t('person.none')}
    />
  );
}

/**
 * A person or Group as an option of a picker. It shows the entity reference too, because names are
 * not unique.
 *
 * @public
 */
export function PersonOptionItem(props: {
  user_ref: string;
  name: string;
  item: HTMLAttributes<HTMLLIElement>;
}) {
  const { user_ref, name, item } = props;
  return (
    <li {...item} style={{ gap: 12 }}>
      <PersonAvatar userRef={user_ref} name={name} size={28} />
      <ListItemText
        sx={{ my: 0, overflowWrap: 'anywhere' }}
        primary={name}
        secondary={user_ref}
        secondaryTypographyProps={{ variant: 'caption' }}
      />
    </li>
  );
}

const MAX_CATALOG_RESULTS = 20;

interface CatalogProfile {
  profile?: { displayName?: string };
}

/**
 * Finds people in the catalog whose name, reference or email address contains a text, for pickers
 * that are not limited to people in the data.
 *
 * @param options - `kinds`: only Users by default; Groups can be included
 * @returns While `isLoading`, `people` may still belong to the previous search text. Pass
 * `filterFound` as the field's `filterOptions` to hide people who no longer match.
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
        limit: MAX_CATALOG_RESULTS,
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
          (entity.spec as CatalogProfile | undefined)?.profile?.displayName ??
          entity.metadata.title ??
          entity.metadata.name,
      }));
      return people.sort((a, b) => a.name.localeCompare(b.name));
    },
  });
  return { people: data ?? [], isLoading: isFetching || term !== query };
}
