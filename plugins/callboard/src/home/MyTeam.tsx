import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Team } from '@callboard/plugin-callboard-common';
import {
  oneLine,
  toCountParams,
  EmptyState,
  ErrorBoundary,
  LoadingState,
  PersonChip,
  QueryState,
  useCallboardQuery,
  useMe,
  WorkspaceCardContent,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import Box from '@mui/material/Box';
import { useStaffLinks } from '../organisation/staff/useStaffLinks';
import { callboardHomeTranslationRef } from './homeTranslation';

const MAX_SHOWN_PEOPLE = 8;
const skeleton = <LoadingState rows={6} rowHeight={28} />;
const rowStyle = {
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 1,
  minHeight: 36,
} as const;
const asideStyle = {
  color: 'text.secondary',
  minWidth: 0,
  ...oneLine,
} as const;

type Person = Team['people'][number];

function Colleague(props: { workspace: string; person: Person }) {
  const { t } = useTranslationRef(callboardHomeTranslationRef);
  const { data: me } = useMe();
  const { workspace, person } = props;
  const { user_ref, display_name, position } = person;
  const isMe = user_ref !== null && user_ref === me?.user_ref;
  return (
    <Box component="li" sx={rowStyle}>
      <ErrorBoundary resetKey={person}>
        <Box sx={{ flex: '1 0 60%', minWidth: 0, maxWidth: '100%' }}>
          <PersonChip
            userRef={user_ref ?? display_name}
            name={display_name}
            workspace={user_ref ? workspace : undefined}
          />
        </Box>
        <Box component="span" title={position ?? undefined} sx={asideStyle}>
          {isMe ? t('team.you') : position}
        </Box>
      </ErrorBoundary>
    </Box>
  );
}

function People(props: {
  workspace: OwnWorkspace;
  department: NonNullable<Team['department']>;
  people: Person[];
  total: number;
}) {
  const { t } = useTranslationRef(callboardHomeTranslationRef);
  const { workspace, department, people, total } = props;
  const links = useStaffLinks(workspace.slug);
  const { manager_ref, manager_name } = department;
  return (
    <Box sx={{ typography: 'body2' }}>
      <Box
        sx={{
          ...rowStyle,
          flexWrap: 'wrap',
          borderBottom: 1,
          borderColor: 'divider',
          pb: 1,
        }}
      >
        <Link to={links.getDepartmentLink(department.id)}>
          {department.name}
        </Link>
        <Box sx={{ display: 'flex', gap: 1, color: 'text.secondary' }}>
          {manager_ref ? (
            <>
              {t('team.manager')}
              <PersonChip
                userRef={manager_ref}
                name={manager_name}
                workspace={workspace.slug}
                size={20}
              />
            </>
          ) : (
            t('team.noManager')
          )}
        </Box>
      </Box>
      <Box
        component="ul"
        aria-label={t('team.people', { department: department.name })}
        sx={{ listStyle: 'none', m: 0, p: 0, pt: 0.5 }}
      >
        {people.map(person => (
          <Colleague
            key={person.id}
            workspace={workspace.slug}
            person={person}
          />
        ))}
      </Box>
      <Box sx={{ ...rowStyle, color: 'text.secondary' }}>
        <Link to={links.getPeopleLink(department.id)}>{t('team.seeAll')}</Link>
        {t('team.count', toCountParams(total))}
      </Box>
    </Box>
  );
}

function WorkspaceTeam(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardHomeTranslationRef);
  const { workspace } = props;
  const links = useStaffLinks(workspace.slug);
  const team = useCallboardQuery(endpoints.getMyTeam, {
    params: { slug: workspace.slug },
    query: { limit: MAX_SHOWN_PEOPLE },
  });
  return (
    <QueryState query={team} loading={skeleton}>
      {({ department, people, total }) =>
        department ? (
          <People
            workspace={workspace}
            department={department}
            people={people}
            total={total}
          />
        ) : (
          <EmptyState
            icon={<GroupsOutlinedIcon />}
            title={t('team.none')}
            action={<Link to={links.people}>{t('team.organisation')}</Link>}
          >
            {t('team.noneHint', { workspace: workspace.name })}
          </EmptyState>
        )
      }
    </QueryState>
  );
}

export function MyTeam() {
  const { t } = useTranslationRef(callboardHomeTranslationRef);
  return (
    <WorkspaceCardContent
      skeleton={skeleton}
      emptyState={<EmptyState title={t('team.none')} />}
    >
      {workspace => <WorkspaceTeam workspace={workspace} />}
    </WorkspaceCardContent>
  );
}
