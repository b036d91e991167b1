import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StaffMember } from '@callboard/plugin-callboard-common';
import { Section } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { AccessSection } from '../access/AccessSection';
import { ProfileDetails } from './ProfileDetails';
import { TransferTimeline } from './TransferTimeline';

/** The details of a person, below the head of their profile. */
export function ProfileBody(props: {
  workspace: string;
  person: StaffMember;
  /** Whether the person is the viewer. */
  isMine: boolean;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, person, isMine } = props;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'repeat(2, minmax(0, 1fr))' },
        columnGap: 6,
        rowGap: 4,
        maxWidth: 1200,
      }}
    >
      <Stack spacing={4}>
        <Section title={t('profile.details')}>
          <ProfileDetails person={person} />
        </Section>
        <Section title={t('profile.transfers')}>
          <TransferTimeline workspace={workspace} id={person.id} />
        </Section>
      </Stack>
      {person.user_ref && (
        <AccessSection
          key={person.user_ref}
          workspace={workspace}
          userRef={person.user_ref}
          isMine={isMine}
        />
      )}
    </Box>
  );
}
