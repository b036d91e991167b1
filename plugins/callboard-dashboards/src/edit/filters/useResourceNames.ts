import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  resourceParameters,
  uuid,
  type ResponseOf,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callboardDashboardsEditTranslationRef } from '../editTranslation';

/** A value of a filter; null for rows without a value. */
export type FilterValue = string | number | boolean | null;

/** A value of a filter, by its name. */
export interface FilterOption {
  value: FilterValue;
  label: string;
}

/** The most ids that one request takes. */
const IDS_AT_ONCE = 50;

const A_MINUTE = 60_000;

/** The types of resources that filters refer to by id. */
export type NamedType =
  | 'project'
  | 'department'
  | 'work_item'
  | 'work_state'
  | 'label'
  | 'cycle'
  | 'module';

type Answer = ResponseOf<typeof endpoints.listResources>;

function indexResources(results: ReadonlyArray<{ data?: Answer }>) {
  const answers = results.flatMap(({ data }) => data ?? []);
  return {
    titles: new Map(
      answers.flatMap(({ items }) =>
        items.map(({ id, title }) => [id, title] as const),
      ),
    ),
    deleted: new Set(
      answers.flatMap(answer => answer.deleted.map(({ id }) => id)),
    ),
    isKnown: answers.length === results.length,
  };
}

/**
 * Loads the names of resources that a filter refers to by id. Deleted or hidden resources get a
 * description instead of a name.
 */
export function useResourceNames(
  type: NamedType,
  values: readonly FilterValue[],
): {
  /** The names of the visible resources. */
  titles: ReadonlyMap<string, string>;
  getValueName: (value: FilterValue) => string;
} {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const client = useCallboardClient();
  const ids = values.flatMap(value => uuid.safeParse(value).data ?? []).sort();
  const parts = Array.from(
    { length: Math.ceil(ids.length / IDS_AT_ONCE) },
    (_, at) => ids.slice(at * IDS_AT_ONCE, (at + 1) * IDS_AT_ONCE),
  );
  const { titles, deleted, isKnown } = useQueries({
    queries: parts.map(part => {
      const query = { [resourceParameters[type]]: part.join() };
      return {
        queryKey: getQueryKey(endpoints.listResources, { query }),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call(endpoints.listResources, { query, signal }),
        staleTime: A_MINUTE,
      };
    }),
    combine: indexResources,
  });
  const getValueName = useCallback(
    (value: FilterValue) => {
      const id = String(value);
      if (deleted.has(id)) {
        return t(`deleted.${type}`);
      }
      return titles.get(id) ?? (isKnown ? t(`unseen.${type}`) : '…');
    },
    [t, type, titles, deleted, isKnown],
  );
  return { titles, getValueName };
}
