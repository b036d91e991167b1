import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useId } from 'react';
import { callboardReactTranslationRef } from '../translation';
import type { OwnWorkspace } from './useWorkspaceChoice';

/** Switches the workspace of a page; renders nothing for a single workspace. @public */
export function WorkspacePicker(props: {
  workspaces: readonly OwnWorkspace[];
  value: OwnWorkspace;
  onChange: (slug: string) => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const id = useId();
  return props.workspaces.length > 1 ? (
    <TextField
      select
      id={id}
      size="small"
      label={t('workspace.label')}
      value={props.value.slug}
      onChange={event => props.onChange(event.target.value)}
      sx={{ alignSelf: 'start', minWidth: 200 }}
    >
      {props.workspaces.map(({ slug, name }) => (
        <MenuItem key={slug} value={slug}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  ) : null;
}
