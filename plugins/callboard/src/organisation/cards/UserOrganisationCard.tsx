import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  endpoints,
  type StaffMember,
} from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  PersonChip,
  QueryState,
  useCallboardQuery,
  WorkspaceCardContent,
} from '@callboard/plugin-callboard-react';
import {
  findNearestManager,
  useDepartmentEntries,
} from '../departments/useDepartmentTree';
import { StatusLabel } from '../staff/StaffLabels';
import { useStaffLinks } from '../staff/useStaffLinks';
import { callboardStaffTranslationRef } from '../staffTranslation';
import { CardStats, CardNote } from './CardStats';

const skeleton = <LoadingState rows={3} rowHeight={24} />;

function StaffStats(props: { workspace: string; person: StaffMember }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, person } = props;
  const links = useStaffLinks(workspace);
  const department = useDepartmentEntries(workspace).get(
    person.department_id ?? '',
  );
  const manager = findNearestManager(person, department);
  return (
    <CardStats
      stats={[
        [
          t('field.department_id'),
          department && (
            <Link to={links.getDepartmentLink(department.node.id)}>
              {department.node.name}
            </Link>
          ),
        ],
        [t('field.position'), person.position],
        [
          t('field.manager'),
          manager && (
            <PersonChip
              userRef={manager.user_ref}
              name={manager.name}
              workspace={workspace}
            />
          ),
        ],
        [
          t('field.employment_status'),
          <StatusLabel key="status" status={person.employment_status} />,
        ],
        [
          t('card.record'),
          <Link key="record" to={links.getPersonLink(person.id)}>
            {t('card.profile')}
          </Link>,
        ],
      ]}
    />
  );
}

function StaffRecord(props: { workspace: string; userRef: string }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, userRef } = props;
  const staffQuery = useCallboardQuery(endpoints.listStaff, {
    params: { slug: workspace },
    query: { user_ref: userRef, limit: 1 },
  });
  return (
    <QueryState query={staffQuery} loading={skeleton}>
      {({ items: [person] }) =>
        person ? (
          <StaffStats workspace={workspace} person={person} />
        ) : (
          <CardNote>{t('card.noRecord')}</CardNote>
        )
      }
    </QueryState>
  );
}

export function UserOrganisationCard() {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { entity } = useEntity();
  return (
    <EntityInfoCard title={t('card.organisation')}>
      <WorkspaceCardContent
        skeleton={skeleton}
        emptyState={<CardNote>{t('card.nothing')}</CardNote>}
      >
        {workspace => (
          <StaffRecord
            workspace={workspace.slug}
            userRef={stringifyEntityRef(entity).toLowerCase()}
          />
        )}
      </WorkspaceCardContent>
    </EntityInfoCard>
  );
}
