import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  resourceParameters,
  uuid,
  type ResponseOf,
} from '@callboard/plugin-callboard-common';
import {
  buildEndpointQuery,
  chunk,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callboardDashboardsEditTranslationRef } from '../editTranslation';

/** A value of a filter; null matches rows without a value. */
export type FilterValue = string | number | boolean | null;

export interface FilterOption {
  value: FilterValue;
  label: string;
}

const MAX_IDS_PER_REQUEST = 50;

const NAMES_STALE_MS = 60_000;

export type NamedType =
  | 'project'
  | 'department'
  | 'work_item'
  | 'work_state'
  | 'label'
  | 'cycle'
  | 'module';

type Resources = ResponseOf<typeof endpoints.listResources>;

function indexResources(results: ReadonlyArray<{ data?: Resources }>) {
  const responses = results.flatMap(({ data }) => data ?? []);
  return {
    titles: new Map(
      responses.flatMap(({ items }) =>
        items.map(({ id, title }) => [id, title] as const),
      ),
    ),
    deleted: new Set(
      responses.flatMap(response => response.deleted.map(({ id }) => id)),
    ),
    isLoaded: responses.length === results.length,
  };
}

/** Names the resources of a filter; deleted or hidden ones get a description. */
export function useResourceNames(
  type: NamedType,
  values: readonly FilterValue[],
) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const client = useCallboardClient();
  const ids = values.flatMap(value => uuid.safeParse(value).data ?? []).sort();
  const { titles, deleted, isLoaded } = useQueries({
    queries: chunk(ids, MAX_IDS_PER_REQUEST).map(batch => ({
      ...buildEndpointQuery(client, endpoints.listResources, {
        query: { [resourceParameters[type]]: batch.join() },
      }),
      staleTime: NAMES_STALE_MS,
    })),
    combine: indexResources,
  });
  const getValueName = useCallback(
    (value: FilterValue) => {
      const id = String(value);
      if (deleted.has(id)) {
        return t(`deleted.${type}`);
      }
      return titles.get(id) ?? (isLoaded ? t(`unseen.${type}`) : '…');
    },
    [t, type, titles, deleted, isLoaded],
  );
  return { titles, getValueName };
}
