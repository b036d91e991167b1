import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link as RouterLink } from 'react-router-dom';
import { callboardAnnouncementsTranslationRef } from '../announcements/announcementsTranslation';
import {
  workspaceAnnouncementsRouteRef,
  workspaceRouteRef,
  workspaceSettingsRouteRef,
} from '../routes';
import { callboardTranslationRef } from '../translation';
import { useRights } from './useRights';
import type { WorkspacePart } from './WorkspacePart';

/** The tabs of a workspace's parts; each has its own URL. */
export function WorkspaceTabs(props: { slug: string; part: WorkspacePart }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { slug, part } = props;
  const membersHref = useRouteRef(workspaceRouteRef);
  const { t: say } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const { isAdminOf } = useRights();
  const announcementsHref = useRouteRef(workspaceAnnouncementsRouteRef);
  const settingsHref = useRouteRef(workspaceSettingsRouteRef);
  return (
    <Tabs
      value={part === 'announcements' && !isAdminOf(slug) ? false : part}
      aria-label={t('workspaces.tabs')}
      sx={{ borderBottom: 1, borderColor: 'divider' }}
    >
      <Tab
        value="members"
        label={t('workspaces.members')}
        component={RouterLink}
        to={membersHref?.({ slug }) ?? '..'}
      />
      <Tab
        value="settings"
        label={t('workspaces.settings')}
        component={RouterLink}
        to={settingsHref?.({ slug }) ?? 'settings'}
      />
      {isAdminOf(slug) && (
        <Tab
          value="announcements"
          label={say('tab')}
          component={RouterLink}
          to={announcementsHref?.({ slug }) ?? 'announcements'}
        />
      )}
    </Tabs>
  );
}
