import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  toCountParams,
  CallboardProvider,
  PersonChip,
  useCardWorkspace,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { DEPARTMENT_ANNOTATION } from '@callboard/plugin-callboard-common';
import {
  formatPath,
  useDepartmentEntries,
  type DepartmentEntry,
} from '../departments/useDepartmentTree';
import { useStaffLinks } from '../staff/useStaffLinks';
import { callboardStaffTranslationRef } from '../staffTranslation';
import { CardStats } from './CardStats';

const normaliseLabel = (text: string | null | undefined) =>
  text?.trim().toLowerCase();

/**
 * Finds the department of a catalog group. A group with the department annotation belongs to the
 * department in the annotation. Any other group belongs to the only department whose name or code
 * equals the group's name or title.
 *
 * @returns undefined if no department matches, or several match
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

function Department(props: { workspace: string }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace } = props;
  const { entity } = useEntity();
  const entries = useDepartmentEntries(workspace);
  const links = useStaffLinks(workspace);
  const department = useMemo(
    () => findGroupDepartment(entity, entries.values()),
    [entity, entries],
  );
  if (!department) {
    return null;
  }
  const { node } = department;
  const count = node.staff_count_recursive;
  return (
    <EntityInfoCard title={t('card.organisation')}>
      <CardStats
        stats={[
          [
            t('field.department_id'),
            <Link key="department" to={links.getDepartmentLink(node.id)}>
              {formatPath(department)}
            </Link>,
          ],
          [
            t('field.manager'),
            node.manager_ref && (
              <PersonChip
                userRef={node.manager_ref}
                name={node.manager_name}
                workspace={workspace}
              />
            ),
          ],
          [
            t('card.people'),
            <Link key="people" to={links.getPeopleLink(node.id)}>
              {t('card.staffCount', toCountParams(count))}
            </Link>,
          ],
        ]}
      />
    </EntityInfoCard>
  );
}

function WorkspaceDepartment() {
  const { workspace } = useCardWorkspace();
  return workspace ? <Department workspace={workspace.slug} /> : null;
}

/**
 * The department of a catalog group. Renders nothing if no department matches, or several match.
 */
export function GroupOrganisationCard() {
  return (
    <CallboardProvider>
      <WorkspaceDepartment />
    </CallboardProvider>
  );
}
