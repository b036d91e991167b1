import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  includesRole,
  type Member,
  type MemberSource,
  endpoints,
  type DepartmentNode,
} from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { useFeature } from '../../page/loadIfOn';
import { useCallboardQuery } from '../../query/useCallboardQuery';
import { callboardMembersTranslationRef } from './membersTranslation';

function findDepartmentName(
  tree: readonly DepartmentNode[],
  id: string,
): string | undefined {
  for (const node of tree) {
    const name =
      node.id === id ? node.name : findDepartmentName(node.children, id);
    if (name !== undefined) {
      return name;
    }
  }
  return undefined;
}

const DEPARTMENT_STALE_MS = 5 * 60_000;

/**
 * Finds department names; undefined while the departments load, and for deleted ones. Requests the
 * departments only if `isNeeded` is true and the organisation feature is on.
 */
export function useDepartmentName(
  slug: string,
  isNeeded: boolean,
): (id: string | undefined) => string | undefined {
  const isOn = useFeature('organisation');
  const { data } = useCallboardQuery(
    endpoints.getDepartmentTree,
    { params: { slug } },
    { enabled: isNeeded && isOn, staleTime: DEPARTMENT_STALE_MS },
  );
  return useCallback(
    id => (id ? findDepartmentName(data?.items ?? [], id) : undefined),
    [data],
  );
}

interface NamedSource {
  label: string;
  source: MemberSource;
}

/** Labels a membership's sources; those with the same label become one with the highest role. */
export function useSourceLabels(slug: string, member: Member): NamedSource[] {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { sources } = member;
  const getDepartmentName = useDepartmentName(
    slug,
    sources.some(({ department_id }) => department_id !== undefined),
  );

  function formatSource({ source, department_id }: MemberSource): string {
    const name = getDepartmentName(department_id);
    const hasNamedText = source === 'department' || source === 'manager';
    return name !== undefined && hasNamedText
      ? t(`source.${source}Of`, { name })
      : t(`source.${source}`);
  }

  const named = new Map<string, NamedSource>();
  for (const source of sources) {
    const label = formatSource(source);
    const existing = named.get(label);
    if (!existing || includesRole(source.role, existing.source.role)) {
      named.set(label, { label, source });
    }
  }
  return [...named.values()];
}
