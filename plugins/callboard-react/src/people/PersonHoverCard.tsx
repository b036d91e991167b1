import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type StaffMember,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement, ReactNode } from 'react';
import { useCallboardQuery, useMe } from '../query/useCallboardQuery';
import { callboardReactTranslationRef } from '../translation';
import { PersonAvatar } from './PersonAvatar';

const HOVER_DELAY_MS = 300;
const FIVE_MINUTES = 5 * 60_000;

/** @public */
export interface PersonHoverCardProps {
  userRef: string;
  name: string;
  /** The workspace whose staff record is shown; by default, the viewer's first workspace. */
  workspace?: string;
  /** The person's staff record in `workspace`, if already loaded; ignored without a `workspace`. */
  person?: StaffMember;
  /** The trigger element; takes a ref and event handlers. */
  children: ReactElement;
}

function DepartmentName(props: { workspace: string; id: string }) {
  const { data } = useCallboardQuery(
    endpoints.getDepartment,
    { params: { slug: props.workspace, id: props.id } },
    { staleTime: FIVE_MINUTES },
  );
  return data ? <>{data.name}</> : <Skeleton width={96} />;
}

function Employment(props: { workspace: string; person: StaffMember }) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { position, department_id, employment_status } = props.person;
  return (
    <Box sx={{ color: 'text.secondary' }}>
      {employment_status === 'resigned' && <div>{t('person.left')}</div>}
      <div>{position}</div>
      {department_id && (
        <div>
          <DepartmentName workspace={props.workspace} id={department_id} />
        </div>
      )}
    </Box>
  );
}

function WorkspaceEmployment(props: {
  workspace: string;
  userRef: string;
  /** Shown if the staff directory of the workspace does not list the person. */
  notListed?: ReactNode;
}) {
  const { workspace, userRef } = props;
  const { data, isPending, isError } = useCallboardQuery(
    endpoints.listStaff,
    { params: { slug: workspace }, query: { user_ref: userRef, limit: 1 } },
    { staleTime: FIVE_MINUTES },
  );
  if (isPending) {
    return <Skeleton width={120} />;
  }
  if (isError) {
    return null;
  }
  const [person] = data?.items ?? [];
  return person ? (
    <Employment workspace={workspace} person={person} />
  ) : (
    <>{props.notListed}</>
  );
}

function FirstWorkspaceEmployment(props: { userRef: string }) {
  const { data: me } = useMe();
  const [firstWorkspace] = me?.workspaces ?? [];
  return firstWorkspace ? (
    <WorkspaceEmployment
      workspace={firstWorkspace.slug}
      userRef={props.userRef}
    />
  ) : null;
}

/** The position and department in the given workspace, or else in the viewer's first. */
function PersonEmployment(props: Omit<PersonHoverCardProps, 'children'>) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { workspace, userRef, person } = props;
  if (!workspace) {
    // If the first workspace does not list the person, the card shows no note: another workspace
    // may list them.
    return <FirstWorkspaceEmployment userRef={userRef} />;
  }
  return person ? (
    <Employment workspace={workspace} person={person} />
  ) : (
    <WorkspaceEmployment
      workspace={workspace}
      userRef={userRef}
      notListed={
        <Box sx={{ color: 'text.secondary' }}>{t('person.notOnStaff')}</Box>
      }
    />
  );
}

/**
 * Shows a person's position and department while the pointer or the focus rests on their name. Esc
 * closes the card. The data are loaded when the card opens.
 *
 * @public
 */
export function PersonHoverCard(props: PersonHoverCardProps) {
  const { children, ...personProps } = props;
  const { userRef, name } = personProps;
  return (
    <Tooltip
      describeChild
      enterDelay={HOVER_DELAY_MS}
      enterNextDelay={HOVER_DELAY_MS}
      title={
        <Box sx={{ display: 'flex', gap: 1.5, p: 0.5, minHeight: 64 }}>
          <PersonAvatar userRef={userRef} name={name} size={36} />
          <Box sx={{ minWidth: 140, typography: 'body2' }}>
            <Box sx={{ fontWeight: 600 }}>{name}</Box>
            <PersonEmployment {...personProps} />
          </Box>
        </Box>
      }
      componentsProps={{
        tooltip: {
          sx: {
            bgcolor: 'background.paper',
            color: 'text.primary',
            border: 1,
            borderColor: 'divider',
            boxShadow: 4,
          },
        },
      }}
    >
      {children}
    </Tooltip>
  );
}
