import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom';
import {
  RelativeTime,
  useToast,
  MemberList,
  useMe,
  useMemberFilter,
  type MemberScope,
  FormDialog,
  NoAccess,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { GeneralSettings } from './GeneralSettings';
import { SectionLayout, getSectionId, type SectionName } from './SectionLayout';
import { SettingSection } from './SettingSection';
import { memberParameters } from '../filters/useWorkFilters';
import { SourceSettings } from './SourceSettings';
import { useSettingProblem, useUpdateProject } from './useSettingActions';

export function BackToItems(props: { onClick: () => void }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  return (
    <Button startIcon={<ArrowBackIcon />} onClick={props.onClick}>
      {t('back')}
    </Button>
  );
}

/** Tells users other than project admins that they cannot see the settings. */
export function SettingsNoAccess(props: { onBack: () => void }) {
  const { workspace, project } = useWorkProject();
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  return (
    <>
      <BackToItems onClick={props.onBack} />
      <NoAccess
        title={t('noSettings.title')}
        accessGranters={{ workspace: workspace.slug, project: project.id }}
      />
    </>
  );
}

function ArchiveProject() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project } = useWorkProject();
  const [isConfirming, setConfirming] = useState(false);
  const getProblem = useSettingProblem();
  const updating = useUpdateProject({
    toSuccessTitle: () => t('archive.done', { project: project.name }),
  });
  return (
    <SectionLayout name="archive" hint={t('archive.hint')}>
      <Button
        variant="outlined"
        color="error"
        sx={{ mt: 1.5 }}
        onClick={() => {
          updating.reset();
          setConfirming(true);
        }}
      >
        {t('archive.open')}
      </Button>
      {isConfirming && (
        <FormDialog
          title={t('archive.ask', { project: project.name })}
          hint={t('archive.means')}
          submitLabel={t('archive.submit')}
          submitColor="error"
          failure={updating.error && getProblem(updating.error)}
          isBusy={updating.isPending}
          onSubmit={() =>
            // The server ignores this time and uses its own.
            updating.mutate({ archived_at: new Date().toISOString() })
          }
          onClose={() => setConfirming(false)}
        />
      )}
    </SectionLayout>
  );
}

/** Links to the sections of the settings. On wide screens, the links are beside the sections. */
function SettingsNav(props: { sections: readonly SectionName[] }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  return (
    <Box
      component="nav"
      aria-label={t('onPage')}
      sx={{
        position: { lg: 'sticky' },
        top: { lg: 24 },
        width: { lg: 160 },
        flexShrink: 0,
      }}
    >
      <Box
        component="ul"
        sx={{
          display: 'flex',
          flexDirection: { lg: 'column' },
          flexWrap: 'wrap',
          columnGap: 2,
          rowGap: 1,
          listStyle: 'none',
          m: 0,
          p: 0,
          pl: { lg: 2 },
          borderLeft: { lg: 1 },
          borderColor: { lg: 'divider' },
        }}
      >
        {props.sections.map(name => (
          <li key={name}>
            <Link
              href={`#${getSectionId(name)}`}
              variant="body2"
              color="text.secondary"
              underline="hover"
            >
              {t(`${name}.title`)}
            </Link>
          </li>
        ))}
      </Box>
    </Box>
  );
}

/** The page size of the member list; small, so that the other settings are not far below. */
const PAGE_SIZE = 10;

function MemberSettings() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { workspace, project, me, isAdmin } = useWorkProject();
  const { data } = useMe();
  const [filter, setFilter] = useMemberFilter(memberParameters);
  const scope = useMemo<MemberScope>(
    () => ({
      kind: 'project',
      slug: workspace.slug,
      pid: project.id,
      name: project.name,
      isSecret: project.access === 'secret',
      entityRef: project.entity_ref,
    }),
    [workspace, project],
  );
  return (
    <SectionLayout name="members" hint={t('members.hint')}>
      <Box sx={{ mt: 2 }}>
        <MemberList
          scope={scope}
          filter={filter}
          onFilter={setFilter}
          canEdit={isAdmin}
          userRef={me.user_ref}
          isSafe={workspace.role === 'admin' || (data?.is_super_admin ?? false)}
          pageSize={PAGE_SIZE}
          addVariant="outlined"
        />
      </Box>
    </SectionLayout>
  );
}

function ArchivedNote() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project, canUpdateProject } = useWorkProject();
  const getProblem = useSettingProblem();
  const notify = useToast();
  const updating = useUpdateProject({
    toSuccessTitle: () => t('archive.restored', { project: project.name }),
  });
  // Not `mutate`: its callbacks do not run once this note has unmounted.
  const restore = () =>
    updating
      .mutateAsync({ archived_at: null })
      .catch(error => notify({ status: 'danger', title: getProblem(error) }));
  return (
    <Alert
      severity="warning"
      sx={{ mt: 2 }}
      action={
        canUpdateProject && (
          <Button
            color="inherit"
            size="small"
            // Not `disabled`: that would take the focus away from the button.
            aria-disabled={updating.isPending}
            onClick={() => !updating.isPending && restore()}
          >
            {t('archive.restore')}
          </Button>
        )
      }
    >
      <AlertTitle>
        {t('archive.isArchived')}{' '}
        {project.archived_at && <RelativeTime instant={project.archived_at} />}
      </AlertTitle>
      {t('archive.means')}
    </Alert>
  );
}

const kinds = ['states', 'labels', 'cycles', 'modules'] as const;

export function ProjectSettings(props: { onBack: () => void }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project, canUpdateProject } = useWorkProject();
  const title = useRef<HTMLHeadingElement>(null);
  const isArchived = project.archived_at !== null;
  const wasArchived = useRef(isArchived);
  useEffect(() => {
    if (wasArchived.current !== isArchived) {
      // The button that had the focus has unmounted.
      title.current?.focus();
    }
    wasArchived.current = isArchived;
  }, [isArchived]);
  const canArchive = canUpdateProject && !isArchived;
  const sections: SectionName[] = [
    ...(canUpdateProject ? (['general'] as const) : []),
    'members',
    ...kinds,
    'sources',
    ...(canArchive ? (['archive'] as const) : []),
  ];
  const { hash } = useLocation();
  const initialSection = useRef(
    sections.map(getSectionId).find(id => `#${id}` === hash),
  );
  useEffect(() => {
    // When the page loaded, the section in the URL's hash was not mounted yet.
    if (initialSection.current) {
      document.getElementById(initialSection.current)?.scrollIntoView();
      initialSection.current = undefined;
    }
  }, []);
  return (
    <Stack spacing={4}>
      <Box sx={{ maxWidth: 760 }}>
        <BackToItems onClick={props.onBack} />
        <Typography
          ref={title}
          tabIndex={-1}
          component="h2"
          variant="h5"
          sx={{ mt: 1, overflowWrap: 'anywhere', outline: 'none' }}
        >
          {t('title', { project: project.name })}
        </Typography>
        {isArchived && <ArchivedNote />}
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexDirection: { xs: 'column', lg: 'row-reverse' },
          justifyContent: 'flex-end',
          alignItems: { lg: 'flex-start' },
          gap: { xs: 4, lg: 6 },
        }}
      >
        <SettingsNav sections={sections} />
        <Stack spacing={5} sx={{ flex: '0 1 760px', minWidth: 0 }}>
          {canUpdateProject && <GeneralSettings />}
          <MemberSettings />
          {kinds.map(kind => (
            <SettingSection key={kind} kind={kind} />
          ))}
          <SourceSettings />
          {canArchive && <ArchiveProject />}
        </Stack>
      </Box>
    </Stack>
  );
}
