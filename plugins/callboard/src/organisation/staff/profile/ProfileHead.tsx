import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getStaffName,
  type StaffMember,
} from '@callboard/plugin-callboard-common';
import {
  formatCalendarDate,
  LoadingState,
  PersonAvatar,
  PersonChip,
  Row,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Fragment, type ReactNode } from 'react';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import {
  useDepartmentTree,
  useDepartmentEntries,
  findNearestManager,
} from '../../departments/useDepartmentTree';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { StatusLabel } from '../StaffLabels';
import { useStaffLinks } from '../useStaffLinks';

/**
 * Renders a profile only after the departments are loaded. Otherwise the line about the person's
 * department would appear later and push everything below it down.
 */
export function WithDepartments(props: {
  workspace: string;
  children: ReactNode;
}) {
  const { data, error } = useDepartmentTree(props.workspace);
  return data || error ? <>{props.children}</> : <ProfileSkeleton />;
}

export function ProfileSkeleton() {
  return (
    <LoadingState>
      <Stack direction="row" spacing={2} sx={{ mb: 4 }}>
        <Skeleton variant="circular" width={64} height={64} />
        <Stack spacing={0.5} sx={{ flex: 1, maxWidth: 320 }}>
          <Skeleton height={32} />
          <Skeleton width="60%" />
          <Skeleton width="80%" />
        </Stack>
      </Stack>
      <Skeleton variant="rounded" height={200} sx={{ maxWidth: 600 }} />
    </LoadingState>
  );
}

function DepartmentPath(props: { workspace: string; id: string | null }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const links = useStaffLinks(props.workspace);
  const departments = useDepartmentEntries(props.workspace);
  if (props.id === null) {
    return <>{t('department.none')}</>;
  }
  return (
    <>
      {departments.get(props.id)?.path.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index > 0 && ' › '}
          <Link to={links.getDepartmentLink(id)}>{name}</Link>
        </Fragment>
      ))}
    </>
  );
}

function EmploymentPeriod(props: { person: StaffMember }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { date_of_joining: joined, date_of_leaving: left } = props.person;
  const since = joined && formatCalendarDate(joined);
  const until = left && formatCalendarDate(left);
  if (since && until) {
    return <span>{t('profile.fromUntil', { from: since, until })}</span>;
  }
  return (
    <>
      {since && <span>{t('profile.since', { date: since })}</span>}
      {until && <span>{t('profile.until', { date: until })}</span>}
    </>
  );
}

export function ProfileHead(props: {
  workspace: string;
  person: StaffMember;
  actions?: ReactNode;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, person } = props;
  const departments = useDepartmentEntries(workspace);
  const manager = findNearestManager(
    person,
    departments.get(person.department_id ?? ''),
  );
  return (
    <Row alignItems="flex-start" gap={2}>
      <PersonAvatar
        userRef={person.user_ref ?? person.id}
        name={getStaffName(person)}
        size={64}
      />
      <Box sx={{ flex: '1 1 240px', minWidth: 0, typography: 'body2' }}>
        <Typography
          variant="h5"
          component="h2"
          sx={{ m: 0, overflowWrap: 'anywhere' }}
        >
          {getStaffName(person)}
        </Typography>
        {person.position && (
          <Box sx={{ color: 'text.secondary' }}>{person.position}</Box>
        )}
        <Box sx={{ overflowWrap: 'anywhere' }}>
          <DepartmentPath workspace={workspace} id={person.department_id} />
        </Box>
        <Row rowGap={0.5} columnGap={2} sx={{ mt: 0.5 }}>
          <StatusLabel status={person.employment_status} />
          <EmploymentPeriod person={person} />
          {manager && (
            <Stack
              direction="row"
              alignItems="center"
              gap={1}
              sx={{ minWidth: 0 }}
            >
              {t('field.manager')}
              <PersonChip
                userRef={manager.user_ref}
                name={manager.name}
                workspace={workspace}
              />
            </Stack>
          )}
        </Row>
      </Box>
      {props.actions}
    </Row>
  );
}
