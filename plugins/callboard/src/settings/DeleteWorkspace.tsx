import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DEFAULT_WORKSPACE,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { callboardTranslationRef } from '../translation';
import { DeleteWorkspaceDialog } from './DeleteWorkspaceDialog';

/** The deletion of a workspace; not available for the default one. */
export function DeleteWorkspace(props: { workspace: Workspace }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { workspace } = props;
  const [isAsking, setAsking] = useState(false);
  const isDefault = workspace.slug === DEFAULT_WORKSPACE;
  return (
    <Box
      component="section"
      aria-labelledby="callboard-delete"
      sx={{ borderTop: 1, borderColor: 'divider', pt: 3 }}
    >
      <Typography
        id="callboard-delete"
        variant="subtitle1"
        component="h3"
        sx={{ fontWeight: 600 }}
      >
        {t('remove.title')}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {isDefault ? t('remove.isDefault') : t('remove.hint')}
      </Typography>
      {!isDefault && (
        <Button
          color="error"
          variant="outlined"
          sx={{ mt: 2 }}
          onClick={() => setAsking(true)}
        >
          {t('remove.open')}
        </Button>
      )}
      {isAsking && (
        <DeleteWorkspaceDialog
          workspace={workspace}
          onClose={() => setAsking(false)}
        />
      )}
    </Box>
  );
}
