import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type StaffMember,
  getStaffName,
} from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  EntityHistory,
  PageSubject,
  QueryState,
  Section,
  useCallboardQuery,
  useRecordRecentVisit,
} from '@callboard/plugin-callboard-react';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import Stack from '@mui/material/Stack';
import { useCallback } from 'react';
import { useParams } from 'react-router-dom';
import { isMissing } from '../../../shared/isMissing';
import { useRights } from '../../../shared/useRights';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { ProfileActions } from './ProfileActions';
import { useDepartmentEntries } from '../../departments/useDepartmentTree';
import { useStaffLinks } from '../useStaffLinks';
import { WithDepartments, ProfileHead, ProfileSkeleton } from './ProfileHead';
import { ProfileBody } from './ProfileBody';

function MissingPerson(props: { workspace: string }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const links = useStaffLinks(props.workspace);
  return (
    <EmptyState
      title={t('profile.missing')}
      action={<Link to={links.people}>{t('profile.back')}</Link>}
    >
      {t('profile.missingHint')}
    </EmptyState>
  );
}

function Profile(props: { workspace: string; person: StaffMember }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, person } = props;
  const { isAdminOf, userRef } = useRights();
  const links = useStaffLinks(workspace);
  const departments = useDepartmentEntries(workspace);
  const getValueName = useCallback(
    (field: string, value: unknown) =>
      field === 'department_id' && typeof value === 'string'
        ? departments.get(value)?.node.name
        : undefined,
    [departments],
  );
  const userHref = useEntityRefLink();
  const name = getStaffName(person);
  useRecordRecentVisit('person', person.id, person.position ?? '');
  return (
    <PageSubject name={name} href={links.getPersonLink(person.id)}>
      <Stack spacing={4}>
        <ProfileHead
          workspace={workspace}
          person={person}
          actions={
            isAdminOf(workspace) && (
              <ProfileActions workspace={workspace} person={person} />
            )
          }
        />
        <ProfileBody
          workspace={workspace}
          person={person}
          isMine={userRef !== undefined && person.user_ref === userRef}
        />
        <Section
          title={t('profile.history')}
          aside={
            person.user_ref && (
              <Link to={`${userHref(person.user_ref)}/activity`}>
                {t('profile.deeds', { name })}
              </Link>
            )
          }
        >
          <EntityHistory
            workspace={workspace}
            entityType="staff"
            entityId={person.id}
            getValueName={getValueName}
          />
        </Section>
      </Stack>
    </PageSubject>
  );
}

export function StaffProfile(props: { workspace: string }) {
  const { id = '' } = useParams();
  const personQuery = useCallboardQuery(endpoints.getStaffMember, {
    params: { slug: props.workspace, id },
  });
  if (isMissing(personQuery.error)) {
    return <MissingPerson workspace={props.workspace} />;
  }
  return (
    <QueryState query={personQuery} loading={<ProfileSkeleton />}>
      {person => (
        <WithDepartments workspace={props.workspace}>
          <Profile
            key={person.id}
            workspace={props.workspace}
            person={person}
          />
        </WithDepartments>
      )}
    </QueryState>
  );
}
