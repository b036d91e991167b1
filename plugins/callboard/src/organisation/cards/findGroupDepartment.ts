import type { Entity } from '@backstage/catalog-model';
import { DEPARTMENT_ANNOTATION } from '@callboard/plugin-callboard-common';
import type { DepartmentEntry } from '../departments/useDepartmentTree';

const normaliseLabel = (text: string | null | undefined) =>
  text?.trim().toLowerCase();

/**
 * Finds the department of a group: the one in the group's annotation or, without an annotation, the
 * only one with a name or code that equals the group's name or title.
 *
 * @returns undefined if none or several match
 */
export function findGroupDepartment(
  group: Entity,
  departments: Iterable<DepartmentEntry>,
): DepartmentEntry | undefined {
  const annotatedId = group.metadata.annotations?.[DEPARTMENT_ANNOTATION];
  if (annotatedId) {
    return [...departments].find(({ node }) => node.id === annotatedId);
  }
  const { profile } = (group.spec ?? {}) as {
    profile?: { displayName?: string };
  };
  const names = new Set(
    [group.metadata.name, group.metadata.title, profile?.displayName]
      .map(normaliseLabel)
      .filter(Boolean),
  );
  const matches = [...departments].filter(({ node }) =>
    [node.name, node.code, node.short_name, node.dept_code].some(text =>
      names.has(normaliseLabel(text)),
    ),
  );
  return matches.length === 1 ? matches[0] : undefined;
}
