import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  includesRole,
  type MembershipExplanation,
  type MemberSource,
  type Role,
} from '@callboard/plugin-callboard-common';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useDepartmentEntries } from '../../departments/useDepartmentTree';

/** A project member, or the explanation of a person's access. */
type AccessExplanation = Pick<MembershipExplanation, 'role' | 'sources'> &
  Partial<Pick<MembershipExplanation, 'missing'>>;

/** Formats the reasons for a person's access to a project, each with the role it grants. */
export function useAccessReasons(
  workspace: string,
): (explanation: AccessExplanation) => string[] {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const departments = useDepartmentEntries(workspace);
  return ({ sources, role, missing = [] }) => {
    const formatReason = ({ source, department_id: id }: MemberSource) => {
      const name = departments.get(id ?? '')?.node.name;
      switch (source) {
        case 'department':
          return name
            ? t('access.department', { name })
            : t('access.deletedDepartment');
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
      const why = formatReason(source);
      const highestRole = roles.get(why);
      if (!highestRole || includesRole(source.role, highestRole)) {
        roles.set(why, source.role);
      }
    }
    const reasons = [...roles].map(([why, grantedRole]) =>
      roles.size > 1
        ? t('access.as', { why, role: t(`role.${grantedRole}`) })
        : why,
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
