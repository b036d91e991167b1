import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { ArchivedNote } from './ArchivedNote';
import { ArchiveProject } from './ArchiveProject';
import { BackToItems } from './BackToItems';
import { GeneralSettings } from './GeneralSettings';
import { MemberSettings } from './MemberSettings';
import { getSectionId, type SectionName } from './getSectionId';
import { SettingSection } from './SettingSection';
import { SettingsNav } from './SettingsNav';
import { SourceSettings } from './sources/SourceSettings';

const kinds = ['states', 'labels', 'cycles', 'modules'] as const;

/** The settings of a project, for its admins. */
export function ProjectSettings(props: { onBack: () => void }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project } = useWorkProject();
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
  const sections: SectionName[] = [
    'general',
    'members',
    ...kinds,
    'sources',
    ...(isArchived ? [] : (['archive'] as const)),
  ];
  const { hash } = useLocation();
  const opened = useRef(
    sections.map(getSectionId).find(id => `#${id}` === hash),
  );
  useEffect(() => {
    // On load of the page, the section in its address was not mounted.
    if (opened.current) {
      document.getElementById(opened.current)?.scrollIntoView();
      opened.current = undefined;
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
          <GeneralSettings />
          <MemberSettings />
          {kinds.map(kind => (
            <SettingSection key={kind} kind={kind} />
          ))}
          <SourceSettings />
          {!isArchived && <ArchiveProject />}
        </Stack>
      </Box>
    </Stack>
  );
}
