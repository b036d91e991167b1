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
import { Placed } from '../staff/profile/Placed';
import { ProfileBody } from '../staff/profile/ProfileBody';
import { ProfileHead } from '../staff/profile/ProfileHead';
import { ProfileSkeleton } from '../staff/profile/ProfileSkeleton';
import { useLiveOrganisation } from '../shared/useLiveOrganisation';
import { callboardStaffTranslationRef } from '../staffTranslation';

function Mine(props: { workspace: OwnWorkspace; picker: ReactNode }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { slug, name } = props.workspace;
  useLiveOrganisation(props.workspace);
  const profile = useCallboardQuery(endpoints.getMyStaffProfile, {
    params: { slug },
  });
  return (
    <Stack spacing={4}>
      {props.picker}
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
            <Placed workspace={slug}>
              <ProfileHead workspace={slug} person={person} />
              <ProfileBody workspace={slug} person={person} isMine />
            </Placed>
          )}
        </QueryState>
      )}
    </Stack>
  );
}

/** The complete staff record of the viewer. */
export function MyProfile() {
  return (
    <PageBody>
      <ExactPath>
        <WorkspaceChoice loading={<ProfileSkeleton />}>
          {(workspace, picker) => (
            <Mine key={workspace.slug} workspace={workspace} picker={picker} />
          )}
        </WorkspaceChoice>
      </ExactPath>
    </PageBody>
  );
}
