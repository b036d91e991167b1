import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MemberList,
  useMe,
  useMemberFilter,
  type MemberScope,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { memberParameters } from './memberParameters';
import { SectionLayout } from './SectionLayout';

/** Short, so that the other settings are not far below. */
const PAGE_SIZE = 10;

/** The members of the project, with their roles and the source of each. */
export function MemberSettings() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { workspace, project, me, isAdmin } = useWorkProject();
  const { data } = useMe();
  const [filter, setFilter] = useMemberFilter(memberParameters);
  const scope = useMemo<MemberScope>(
    () => ({
      kind: 'project',
      slug: workspace.slug,
      pid: project.id,
      name: project.name,
      isSecret: project.access === 'secret',
      entityRef: project.entity_ref,
    }),
    [workspace, project],
  );
  return (
    <SectionLayout name="members" hint={t('members.hint')}>
      <Box sx={{ mt: 2 }}>
        <MemberList
          scope={scope}
          filter={filter}
          onFilter={setFilter}
          mayEdit={isAdmin}
          userRef={me.user_ref}
          isSafe={workspace.role === 'admin' || (data?.is_super_admin ?? false)}
          pageSize={PAGE_SIZE}
          addVariant="outlined"
        />
      </Box>
    </SectionLayout>
  );
}
