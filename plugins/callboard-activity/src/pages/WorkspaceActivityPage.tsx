import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Role } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  PageBody,
  QueryState,
  useMe,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMemo } from 'react';
import { activityScopeOf } from '../data/ActivityScope';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityView } from '../view/ActivityView';

const parameters = ['workspace'] as const;

/** What a role sees of a workspace, where it is not everything. */
function Limits(props: { role: Role }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return props.role === 'admin' ? null : (
    <Typography variant="body2" color="text.secondary">
      {props.role === 'guest' ? t('workspace.onlyOwn') : t('workspace.partial')}
    </Typography>
  );
}

function WorkspaceActivity(props: {
  workspaces: { slug: string; name: string; role: Role }[];
  isSuperAdmin: boolean;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { workspaces, isSuperAdmin } = props;
  const [{ workspace: asked }, setState] = useUrlState(parameters);
  const workspace =
    workspaces.find(({ slug }) => slug === asked) ?? workspaces[0];
  const scope = useMemo(
    () => activityScopeOf('workspace', { workspace: workspace.slug }),
    [workspace.slug],
  );
  return (
    <Stack spacing={2}>
      {workspaces.length > 1 && (
        <TextField
          select
          size="small"
          label={t('workspace.label')}
          value={workspace.slug}
          onChange={event => setState({ workspace: event.target.value })}
          sx={{ alignSelf: 'start', minWidth: 220 }}
        >
          {workspaces.map(({ slug, name }) => (
            <MenuItem key={slug} value={slug}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      )}
      <ActivityView
        key={workspace.slug}
        scope={scope}
        defaultRange="last_7_days"
        whoCanGive={t('workspace.whoCanGive')}
        note={isSuperAdmin ? null : <Limits role={workspace.role} />}
      />
    </Stack>
  );
}

/**
 * The activity of one of the person's workspaces, as far as they may see it.
 *
 * @public
 */
export function WorkspaceActivityPage() {
  return (
    <PageBody>
      <WorkspaceOfPerson />
    </PageBody>
  );
}

function WorkspaceOfPerson() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const me = useMe();
  return (
    <QueryState query={me}>
      {({ workspaces, is_super_admin }) =>
        workspaces.length > 0 ? (
          <WorkspaceActivity
            workspaces={workspaces}
            isSuperAdmin={is_super_admin}
          />
        ) : (
          <EmptyState title={t('workspace.none')}>
            {t('workspace.noneHint')}
          </EmptyState>
        )
      }
    </QueryState>
  );
}
