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

interface UserSpec {
  profile?: { email?: string; displayName?: string };
}

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

/**
 * The staff record of a portal user. The request searches by email or name, but only a record with
 * the user's ref matches.
 */
function StaffRecord(props: {
  workspace: string;
  search: string;
  userRef: string;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, search, userRef } = props;
  const staffQuery = useCallboardQuery(endpoints.listStaff, {
    params: { slug: workspace },
    query: { search, limit: 20 },
  });
  return (
    <QueryState query={staffQuery} loading={skeleton}>
      {({ items }) => {
        const person = items.find(({ user_ref }) => user_ref === userRef);
        return person ? (
          <StaffStats workspace={workspace} person={person} />
        ) : (
          <CardNote>{t('card.noRecord')}</CardNote>
        );
      }}
    </QueryState>
  );
}

/** A person's position in the organisation, on their catalog page. */
export function UserOrganisationCard() {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { entity } = useEntity();
  const { email, displayName } = (entity.spec as UserSpec).profile ?? {};
  return (
    <EntityInfoCard title={t('card.organisation')}>
      <WorkspaceCardContent
        skeleton={skeleton}
        emptyState={<CardNote>{t('card.nothing')}</CardNote>}
      >
        {workspace => (
          <StaffRecord
            workspace={workspace.slug}
            search={email ?? displayName ?? entity.metadata.name}
            userRef={stringifyEntityRef(entity).toLowerCase()}
          />
        )}
      </WorkspaceCardContent>
    </EntityInfoCard>
  );
}
