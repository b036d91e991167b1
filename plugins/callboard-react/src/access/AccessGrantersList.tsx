import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import {
  endpoints,
  type NamedPerson,
} from '@callboard/plugin-callboard-common';
import { PersonChip } from '../people/PersonChip';
import { useCallboardQuery } from '../query/useCallboardQuery';
import { callboardReactTranslationRef } from '../translation';
import { useMyAccess } from './useMyAccess';

/**
 * The workspace and project whose admins can grant access; project admins are listed first. Without
 * a workspace, or if neither has an admin, super admins can grant access.
 *
 * @public
 */
export interface AccessGranters {
  /** The workspace's slug. The person must be a member of it. */
  workspace?: string;
  /** The project's id. The person must be able to see it. */
  project?: string;
}

const adminQuery = { role: 'admin', limit: 20 } as const;

interface NamedAccessGranters {
  people: readonly NamedPerson[];
  groups: readonly string[];
  isLoading: boolean;
}

function sortPeopleByName(people: readonly NamedPerson[] = []): NamedPerson[] {
  return [...people].sort((a, b) =>
    a.display_name.localeCompare(b.display_name),
  );
}

/**
 * The people who can grant access: the admins of the project before those of the workspace. If
 * neither has an admin, the super admins and the Groups whose members are super admins.
 */
function useAccessGranters(
  accessGranters: AccessGranters,
): NamedAccessGranters {
  const { workspace: slug = '', project: pid = '' } = accessGranters;
  const projectAdmins = useCallboardQuery(
    endpoints.listProjectMembers,
    { params: { slug, pid }, query: adminQuery },
    { enabled: slug !== '' && pid !== '' },
  );
  const workspaceAdmins = useCallboardQuery(
    endpoints.listWorkspaceMembers,
    { params: { slug }, query: adminQuery },
    { enabled: slug !== '' },
  );
  const adminsByRef = new Map(
    [
      ...sortPeopleByName(projectAdmins.data?.items),
      ...sortPeopleByName(workspaceAdmins.data?.items),
    ].map(admin => [admin.user_ref, admin]),
  );
  const isLoading = projectAdmins.isLoading || workspaceAdmins.isLoading;
  // A workspace can lack an admin. Super admins have the admin role in every workspace.
  const access = useMyAccess();
  return adminsByRef.size > 0 || isLoading
    ? { people: [...adminsByRef.values()], groups: [], isLoading }
    : {
        people: access.data?.super_admins ?? [],
        groups: access.data?.super_admin_groups ?? [],
        isLoading: access.isLoading,
      };
}

/** The maximum number of people to list. A person who needs access asks only a few people. */
const MAX_PEOPLE = 4;

/** The number of people that fit on a card on every screen. */
const MAX_IN_CARD = 2;

/** The people who can grant access, by name and with links to their pages. @public */
export function AccessGrantersList(props: {
  accessGranters: AccessGranters;
  /** Lists at most two people, and does not show how many more there are. */
  isBrief?: boolean;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { people, groups, isLoading } = useAccessGranters(props.accessGranters);
  if (isLoading) {
    return (
      <Skeleton
        component="span"
        width={180}
        height={24}
        sx={{ display: 'inline-block' }}
      />
    );
  }
  const maxPeople = props.isBrief ? MAX_IN_CARD : MAX_PEOPLE;
  if (people.length === 0 && groups.length === 0) {
    return <>{t('noAccess.nobody')}</>;
  }
  return (
    <Box
      component="ul"
      aria-label={t('noAccess.givers')}
      sx={{
        display: 'inline-flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 2,
        rowGap: 0.5,
        maxWidth: '100%',
        m: 0,
        p: 0,
        listStyle: 'none',
        '& > li': { display: 'inline-flex', minWidth: 0 },
      }}
    >
      {people.slice(0, maxPeople).map(({ user_ref, display_name }) => (
        <li key={user_ref}>
          <PersonChip
            userRef={user_ref}
            name={display_name}
            workspace={props.accessGranters.workspace}
          />
        </li>
      ))}
      {people.length > maxPeople && !props.isBrief && (
        <li>{t('noAccess.more', { count: people.length - maxPeople })}</li>
      )}
      {people.length === 0 &&
        groups.map(ref => (
          <li key={ref}>
            <EntityRefLink entityRef={ref} defaultKind="group" />
          </li>
        ))}
    </Box>
  );
}
