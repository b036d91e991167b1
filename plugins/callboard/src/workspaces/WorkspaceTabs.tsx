import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link as RouterLink } from 'react-router-dom';
import { workspaceRouteRef, workspaceSettingsRouteRef } from '../routes';
import { callboardTranslationRef } from '../translation';
import type { WorkspacePart } from './WorkspacePart';

/** The way between the parts of a workspace; each has its own address. */
export function WorkspaceTabs(props: { slug: string; part: WorkspacePart }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { slug, part } = props;
  const membersHref = useRouteRef(workspaceRouteRef);
  const settingsHref = useRouteRef(workspaceSettingsRouteRef);
  return (
    <Tabs
      value={part}
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
    </Tabs>
  );
}
