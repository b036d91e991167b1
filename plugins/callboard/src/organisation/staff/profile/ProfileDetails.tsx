import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StaffMember } from '@callboard/plugin-callboard-common';
import { PersonChip } from '@callboard/plugin-callboard-react';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';

function Private() {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return (
    <Tooltip title={t('hint.private')}>
      <Box
        component="span"
        tabIndex={0}
        sx={{
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.25,
          marginInlineStart: 1,
          // Keeps the height of the line.
          verticalAlign: 'bottom',
          typography: 'caption',
        }}
      >
        <LockOutlinedIcon aria-hidden sx={{ fontSize: 14 }} />
        {t('profile.private')}
      </Box>
    </Tooltip>
  );
}

function Fact(props: {
  name: string;
  isPrivate?: boolean;
  children: ReactNode;
}) {
  return (
    <Box sx={{ display: 'contents' }}>
      <dt>
        {props.name}
        {props.isPrivate && <Private />}
      </dt>
      <dd>{props.children || '–'}</dd>
    </Box>
  );
}

function PortalUser(props: { person: StaffMember }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { user_ref: ref } = props.person;
  return ref === null ? (
    <>
      {t('profile.unmatched')}
      <Box sx={{ color: 'text.secondary', typography: 'caption' }}>
        {t('profile.unmatchedHint')}
      </Box>
    </>
  ) : (
    <PersonChip
      userRef={ref}
      name={ref.replace(/^user:default\//, '')}
      size={20}
    />
  );
}

/** The staff record of a person, as far as the viewer may see it. */
export function ProfileDetails(props: { person: StaffMember }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { person } = props;
  const { phone, notes } = person;
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: 'minmax(120px, 30%) 1fr' },
        columnGap: 2,
        rowGap: { xs: 0.25, sm: 1 },
        m: 0,
        typography: 'body2',
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, mb: { xs: 1, sm: 0 }, overflowWrap: 'anywhere' },
      }}
    >
      <Fact name={t('field.staff_id')}>{person.staff_id}</Fact>
      <Fact name={t('field.email')}>
        <Link href={`mailto:${person.email}`}>{person.email}</Link>
      </Fact>
      <Fact name={t('field.user_ref')}>
        <PortalUser person={person} />
      </Fact>
      <Fact name={t('field.job_grade')}>{person.job_grade}</Fact>
      {phone !== undefined && (
        <Fact name={t('field.phone')} isPrivate>
          {phone}
        </Fact>
      )}
      {notes !== undefined && (
        <Fact name={t('field.notes')} isPrivate>
          <span style={{ whiteSpace: 'pre-wrap' }}>{notes || '–'}</span>
        </Fact>
      )}
    </Box>
  );
}
