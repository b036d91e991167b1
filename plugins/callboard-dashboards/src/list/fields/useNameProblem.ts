import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  useDebounced,
} from '@callboard/plugin-callboard-react';
import { useState } from 'react';
import { callboardDashboardsListTranslationRef } from '../listTranslation';
import { foldName } from './foldName';

/** The size of a page: a dashboard with the same name is among the first. */
const PAGE_SIZE = 200;

/**
 * Validates the name of a dashboard: empty once the field was left, or taken, among the dashboards
 * that the reader sees or according to the server.
 */
export function useNameProblem(
  slug: string,
  name: string,
  /** The name that it has already. */
  own?: string,
): {
  problem: string | undefined;
  /** Marks the current name as taken. */
  refuse: () => void;
  leave: () => void;
} {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const [isLeft, setLeft] = useState(false);
  const [refused, setRefused] = useState<string>();
  const normalisedName = foldName(name);
  const searched = useDebounced(name.trim());
  const isOwn = own !== undefined && foldName(own) === normalisedName;
  const { data } = useCallboardQuery(
    endpoints.listDashboards,
    { params: { slug }, query: { search: searched, limit: PAGE_SIZE } },
    { enabled: searched !== '' && !isOwn },
  );
  const isTaken =
    !isOwn &&
    (refused === normalisedName ||
      data?.items.some(one => foldName(one.name) === normalisedName));
  const findProblem = () => {
    if (normalisedName === '') {
      return isLeft ? t('field.required') : undefined;
    }
    return isTaken ? t('field.taken') : undefined;
  };
  return {
    problem: findProblem(),
    refuse: () => setRefused(normalisedName),
    leave: () => setLeft(true),
  };
}
