import { Link } from '@backstage/core-components';
import { useTranslationRef, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  getFirstSteps,
  LoadingState,
  useFirstSteps,
  useOpenSearch,
  WorkspaceCardContent,
  type FirstStep,
  type OwnWorkspace,
  AccessGrantersList,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import {
  callboardActivityReadAllPermission,
  permissions,
} from '@callboard/plugin-callboard-common';
import AccountTreeOutlinedIcon from '@mui/icons-material/AccountTreeOutlined';
import EditNoteOutlinedIcon from '@mui/icons-material/EditNoteOutlined';
import GroupAddOutlinedIcon from '@mui/icons-material/GroupAddOutlined';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import HistoryIcon from '@mui/icons-material/History';
import KeyOutlinedIcon from '@mui/icons-material/KeyOutlined';
import SearchIcon from '@mui/icons-material/Search';
import TaskAltIcon from '@mui/icons-material/TaskAlt';
import ViewKanbanOutlinedIcon from '@mui/icons-material/ViewKanbanOutlined';
import Box from '@mui/material/Box';
import ButtonLink from '@mui/material/Link';
import type { ReactNode } from 'react';
import {
  departmentsRouteRef,
  myWorkExternalRouteRef,
  peopleRouteRef,
  projectsExternalRouteRef,
  trackerExternalRouteRef,
  workspaceRouteRef,
} from '../routes';
import { callboardHomeTranslationRef } from './homeTranslation';

/**
 * Returns the link of each step: undefined if the portal lacks the page or its policy denies the
 * step, null if the card itself offers the step.
 */
function useStepLinks(
  slug: string,
): Record<FirstStep, string | undefined | null> {
  const getProjectsHref = useRouteRef(projectsExternalRouteRef);
  const getMyWorkHref = useRouteRef(myWorkExternalRouteRef);
  const getTrackerHref = useRouteRef(trackerExternalRouteRef);
  const getPeopleHref = useRouteRef(peopleRouteRef);
  const getDepartmentsHref = useRouteRef(departmentsRouteRef);
  const getWorkspaceHref = useRouteRef(workspaceRouteRef);
  const canInvite = useAllowed(permissions.workspaceMember.create, slug);
  const canLink = useAllowed(permissions.departmentLink.create, slug);
  const canReadAll = useAllowed(callboardActivityReadAllPermission);
  const addWorkspaceParam = (href: string | undefined) =>
    href && `${href}?workspace=${encodeURIComponent(slug)}`;
  return {
    board: addWorkspaceParam(getProjectsHref?.()),
    item: addWorkspaceParam(getMyWorkHref?.()),
    find: null,
    people: addWorkspaceParam(getPeopleHref?.()),
    access: null,
    invite: canInvite ? getWorkspaceHref?.({ slug }) : undefined,
    link: canLink ? addWorkspaceParam(getDepartmentsHref?.()) : undefined,
    tracker: canReadAll ? getTrackerHref?.() : undefined,
  };
}

/** The explanation of a step; hidden on narrow cards. */
function Hint(props: { children: ReactNode }) {
  return (
    <Box
      sx={{
        color: 'text.secondary',
        typography: 'body2',
        '@container (max-width: 480px)': { display: 'none' },
      }}
    >
      {props.children}
    </Box>
  );
}

/**
 * Lists the people who can grant more access to a workspace. Following a link to one of them
 * completes the step.
 */
function AccessContacts(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardHomeTranslationRef);
  const { note: completeStep } = useFirstSteps();
  return (
    <>
      <Hint>{t('steps.accessHint')}</Hint>
      <Box
        onClickCapture={event =>
          (event.target as Element).closest('a') && completeStep('access')
        }
        sx={{ minHeight: 28, mt: 0.5, typography: 'body2' }}
      >
        <AccessGrantersList
          accessGranters={{ workspace: props.workspace.slug }}
          isBrief
        />
      </Box>
    </>
  );
}

const skeleton = <LoadingState rows={1} rowHeight={72} />;

const icons = {
  board: ViewKanbanOutlinedIcon,
  item: EditNoteOutlinedIcon,
  find: SearchIcon,
  people: GroupsOutlinedIcon,
  access: KeyOutlinedIcon,
  invite: GroupAddOutlinedIcon,
  link: AccountTreeOutlinedIcon,
  tracker: HistoryIcon,
} as const;

function Title(props: { step: FirstStep; href: string | null }) {
  const { t } = useTranslationRef(callboardHomeTranslationRef);
  const { step, href } = props;
  const { open, keys } = useOpenSearch();
  if (step === 'find') {
    return (
      <ButtonLink
        component="button"
        onClick={open}
        sx={{ font: 'inherit', textAlign: 'start' }}
      >
        {t('steps.find', { keys })}
      </ButtonLink>
    );
  }
  const title = t(`steps.${step}`);
  return href === null ? <>{title}</> : <Link to={href}>{title}</Link>;
}

function Step(props: {
  step: FirstStep;
  href: string | null;
  workspace: OwnWorkspace;
}) {
  const { t } = useTranslationRef(callboardHomeTranslationRef);
  const { step, href, workspace } = props;
  const Icon = icons[step];
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1.5, minWidth: 0 }}>
      <Icon aria-hidden sx={{ color: 'text.secondary', mt: 0.25 }} />
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ typography: 'body1', fontWeight: 600 }}>
          <Title step={step} href={href} />
        </Box>
        {step === 'access' ? (
          <AccessContacts workspace={workspace} />
        ) : (
          <Hint>{t(`steps.${step}Hint`, { workspace: workspace.name })}</Hint>
        )}
      </Box>
    </Box>
  );
}

function Steps(props: {
  steps: readonly FirstStep[];
  workspace: OwnWorkspace;
}) {
  const { t } = useTranslationRef(callboardHomeTranslationRef);
  const { steps, workspace } = props;
  const { done } = useFirstSteps();
  const links = useStepLinks(workspace.slug);
  if (!done) {
    return skeleton;
  }
  const remaining = steps.flatMap(step => {
    const href = links[step];
    return done.has(step) || href === undefined ? [] : { step, href };
  });
  return remaining.length > 0 ? (
    <Box sx={{ containerType: 'inline-size' }}>
      <Box
        component="ul"
        aria-label={t('steps.label')}
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
          columnGap: 2,
          rowGap: 0.5,
          m: 0,
          p: 0,
          listStyle: 'none',
        }}
      >
        {remaining.map(({ step, href }) => (
          <Step key={step} step={step} href={href} workspace={workspace} />
        ))}
      </Box>
    </Box>
  ) : (
    <EmptyState icon={<TaskAltIcon />} title={t('steps.over')}>
      {t('steps.overHint')}
    </EmptyState>
  );
}

export function FirstSteps() {
  return (
    <WorkspaceCardContent skeleton={skeleton}>
      {(workspace, me) => (
        <Steps steps={getFirstSteps(me, workspace)} workspace={workspace} />
      )}
    </WorkspaceCardContent>
  );
}
