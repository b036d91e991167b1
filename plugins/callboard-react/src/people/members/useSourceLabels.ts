import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  includesRole,
  type Member,
  type MemberSource,
} from '@callboard/plugin-callboard-common';
import { callboardMembersTranslationRef } from './membersTranslation';
import { useDepartmentName } from './useDepartmentName';

/** A formatted source of a membership, and the role that it grants. */
export interface NamedSource {
  words: string;
  source: MemberSource;
}

/**
 * Formats the sources of a membership. A department with several links is listed once, with its
 * highest role.
 */
export function useSourceLabels(slug: string, member: Member): NamedSource[] {
  const { t } = useTranslationRef(callboardMembersTranslationRef);
  const { sources } = member;
  const getDepartmentName = useDepartmentName(
    slug,
    sources.some(({ department_id }) => department_id !== undefined),
  );

  function formatSource({ source, department_id }: MemberSource): string {
    const name = getDepartmentName(department_id);
    const isNamed = source === 'department' || source === 'manager';
    return name !== undefined && isNamed
      ? t(`source.${source}Of`, { name })
      : t(`source.${source}`);
  }

  const named = new Map<string, NamedSource>();
  for (const source of sources) {
    const words = formatSource(source);
    const before = named.get(words);
    if (!before || includesRole(source.role, before.source.role)) {
      named.set(words, { words, source });
    }
  }
  return [...named.values()];
}
