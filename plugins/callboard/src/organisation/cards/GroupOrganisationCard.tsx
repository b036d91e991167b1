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
import {
  formatPath,
  useDepartmentEntries,
} from '../departments/useDepartmentTree';
import { useStaffLinks } from '../staff/useStaffLinks';
import { callboardStaffTranslationRef } from '../staffTranslation';
import { CardStats } from './CardStats';
import { findGroupDepartment } from './findGroupDepartment';

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
 * The department of a catalog group. Renders nothing if the group does not match exactly one
 * department.
 */
export function GroupOrganisationCard() {
  return (
    <CallboardProvider>
      <WorkspaceDepartment />
    </CallboardProvider>
  );
}
