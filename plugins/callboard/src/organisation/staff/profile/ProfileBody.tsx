import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type StaffMember,
  endpoints,
  type TransferRecord,
} from '@callboard/plugin-callboard-common';
import {
  Section,
  formatCalendarDate,
  LoadingState,
  PersonChip,
  QueryState,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Link from '@mui/material/Link';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { AccessSection } from './AccessSection';

function PrivateLabel() {
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
          // Does not change the height of the line.
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

function ProfileDetail(props: {
  name: string;
  isPrivate?: boolean;
  children: ReactNode;
}) {
  return (
    <Box sx={{ display: 'contents' }}>
      <dt>
        {props.name}
        {props.isPrivate && <PrivateLabel />}
      </dt>
      <dd>{props.children || '–'}</dd>
    </Box>
  );
}

function PortalUser(props: { workspace: string; person: StaffMember }) {
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
      workspace={props.workspace}
      size={20}
    />
  );
}

function ProfileDetails(props: { workspace: string; person: StaffMember }) {
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
      <ProfileDetail name={t('field.staff_id')}>
        {person.staff_id}
      </ProfileDetail>
      <ProfileDetail name={t('field.email')}>
        <Link href={`mailto:${person.email}`}>{person.email}</Link>
      </ProfileDetail>
      <ProfileDetail name={t('field.user_ref')}>
        <PortalUser workspace={props.workspace} person={person} />
      </ProfileDetail>
      <ProfileDetail name={t('field.job_grade')}>
        {person.job_grade}
      </ProfileDetail>
      {phone !== undefined && (
        <ProfileDetail name={t('field.phone')} isPrivate>
          {phone}
        </ProfileDetail>
      )}
      {notes !== undefined && (
        <ProfileDetail name={t('field.notes')} isPrivate>
          <span style={{ whiteSpace: 'pre-wrap' }}>{notes || '–'}</span>
        </ProfileDetail>
      )}
    </Box>
  );
}

const TRANSFERS_PER_PAGE = 20;

function Transfer(props: { workspace: string; transfer: TransferRecord }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { transfer } = props;
  return (
    <Box
      component="li"
      sx={theme => ({
        position: 'relative',
        paddingInlineStart: 2.5,
        pb: 1.5,
        borderInlineStart: `2px solid ${theme.palette.divider}`,
        typography: 'body2',
        '&::before': {
          content: '""',
          position: 'absolute',
          insetInlineStart: '-6px',
          top: 5,
          width: 10,
          height: 10,
          borderRadius: '50%',
          bgcolor: 'primary.main',
        },
      })}
    >
      <time dateTime={transfer.effective_date}>
        {formatCalendarDate(transfer.effective_date)}
      </time>
      <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {t('profile.fromTo', {
          from: transfer.from_department_name ?? t('department.none'),
          to: transfer.to_department_name ?? t('department.none'),
        })}
      </Box>
      <PersonChip
        userRef={transfer.transferred_by}
        name={transfer.transferred_by_name}
        workspace={props.workspace}
        size={20}
      />
    </Box>
  );
}

/** The transfers of a person between departments, newest first. */
function TransferTimeline(props: { workspace: string; id: string }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const list = useEndpointPages(endpoints.listStaffTransfers, {
    params: { slug: props.workspace, id: props.id },
    query: { limit: TRANSFERS_PER_PAGE },
  });
  return (
    <QueryState query={list} loading={<LoadingState rows={1} rowHeight={24} />}>
      {({ items }) =>
        items.length === 0 ? (
          <Typography variant="body2" color="text.secondary">
            {t('profile.noTransfers')}
          </Typography>
        ) : (
          <>
            <Box
              component="ol"
              aria-label={t('profile.transfers')}
              sx={{ listStyle: 'none', m: 0, p: 0, ml: 0.5 }}
            >
              {items.map(transfer => (
                <Transfer
                  key={transfer.id}
                  workspace={props.workspace}
                  transfer={transfer}
                />
              ))}
            </Box>
            {list.hasMore && (
              <Button
                aria-disabled={list.isLoadingMore}
                onClick={list.loadMore}
              >
                {t('profile.moreTransfers')}
              </Button>
            )}
          </>
        )
      }
    </QueryState>
  );
}

export function ProfileBody(props: {
  workspace: string;
  person: StaffMember;
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
          <ProfileDetails workspace={workspace} person={person} />
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
