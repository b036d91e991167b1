import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  ExactPath,
  PageBody,
  QueryState,
  getErrorStatus,
  useCallboardQuery,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import BadgeOutlinedIcon from '@mui/icons-material/BadgeOutlined';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { WithDepartments, ProfileHead, ProfileSkeleton } from './ProfileHead';
import { ProfileBody } from './ProfileBody';
import { useLiveOrganisation } from '../../useRefreshOrganisation';
import { callboardStaffTranslationRef } from '../../staffTranslation';

function WorkspaceProfile(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { slug, name } = props.workspace;
  useLiveOrganisation(props.workspace);
  const profile = useCallboardQuery(endpoints.getMyStaffProfile, {
    params: { slug },
  });
  return (
    <Stack spacing={4}>
      {props.workspacePicker}
      {getErrorStatus(profile.error) === 404 ? (
        <EmptyState
          icon={<BadgeOutlinedIcon />}
          title={t('me.missing', { workspace: name })}
        >
          {t('me.missingHint')}
        </EmptyState>
      ) : (
        <QueryState query={profile} loading={<ProfileSkeleton />}>
          {person => (
            <WithDepartments workspace={slug}>
              <ProfileHead workspace={slug} person={person} />
              <ProfileBody workspace={slug} person={person} isMine />
            </WithDepartments>
          )}
        </QueryState>
      )}
    </Stack>
  );
}

export function MyProfile() {
  return (
    <PageBody>
      <ExactPath>
        <WorkspaceChoice loading={<ProfileSkeleton />}>
          {(workspace, workspacePicker) => (
            <WorkspaceProfile
              key={workspace.slug}
              workspace={workspace}
              workspacePicker={workspacePicker}
            />
          )}
        </WorkspaceChoice>
      </ExactPath>
    </PageBody>
  );
}
