import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  includesRole,
  type MembershipExplanation,
  type MemberSource,
  type Role,
} from '@callboard/plugin-callboard-common';
import { useFeature } from '@callboard/plugin-callboard-react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useDepartmentEntries } from '../../departments/useDepartmentTree';

type AccessExplanation = Pick<MembershipExplanation, 'role' | 'sources'> &
  Partial<Pick<MembershipExplanation, 'missing'>>;

/**
 * Returns a function that lists the reasons for a person's access to a project. If several reasons
 * apply, each names the role that it gives. The list ends with a note if the person is not in the
 * workspace.
 */
export function useAccessReasons(
  workspace: string,
): (explanation: AccessExplanation) => string[] {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const departments = useDepartmentEntries(workspace);
  const hasDepartments = useFeature('organisation');
  return ({ sources, role, missing = [] }) => {
    const formatReason = ({ source, department_id: id }: MemberSource) => {
      const name = departments.get(id ?? '')?.node.name;
      switch (source) {
        case 'department':
          if (name) {
            return t('access.department', { name });
          }
          return hasDepartments
            ? t('access.deletedDepartment')
            : t('access.unnamedDepartment');
        case 'manager':
          return name
            ? t('access.manager', { name })
            : t('access.managesDepartment');
        default:
          return t(`access.${source}`);
      }
    };
    // A department with several links is listed once, with its highest role.
    const roles = new Map<string, Role>();
    for (const source of sources) {
      const reason = formatReason(source);
      const highestRole = roles.get(reason);
      if (!highestRole || includesRole(source.role, highestRole)) {
        roles.set(reason, source.role);
      }
    }
    const reasons = [...roles].map(([reason, grantedRole]) =>
      roles.size > 1
        ? t('access.as', { why: reason, role: t(`role.${grantedRole}`) })
        : reason,
    );
    if (missing.includes('workspace')) {
      return [...reasons, t('access.notInWorkspace')];
    }
    // The role that workspace admins have in projects has no source.
    const hasSource = sources.some(source => source.role === role);
    return hasSource || role === null
      ? reasons
      : [...reasons, t('access.workspaceAdmin')];
  };
}
