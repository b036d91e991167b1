import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Workspace } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  QueryState,
  ShortcutsHelp,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { workspaceRouteRef } from '../routes';
import { callboardTranslationRef } from '../translation';
import { CreateWorkspaceDialog } from './CreateWorkspaceDialog';
import { useRights } from './useRights';
import { useWorkspaceColumns } from './useWorkspaceColumns';

const getRowId = (workspace: Workspace) => workspace.id;

/** All workspaces that the person can see, with a button that creates one. */
export function WorkspaceList() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const list = useEndpointPages(endpoints.listWorkspaces, {});
  const columns = useWorkspaceColumns();
  const { isSuperAdmin, isKnown } = useRights();
  const navigate = useNavigate();
  const getHref = useRouteRef(workspaceRouteRef);
  const [isCreating, setCreating] = useState(false);
  const open = ({ slug }: Pick<Workspace, 'slug'>) =>
    navigate(getHref?.({ slug }) ?? slug);
  return (
    <Stack spacing={2}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 2,
        }}
      >
        <Typography color="text.secondary" sx={{ flex: '1 1 240px' }}>
          {t('workspaces.intro')}
        </Typography>
        {(isSuperAdmin || !isKnown) && (
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            // The button takes its space before it is known whether the viewer may use it.
            sx={{ visibility: isSuperAdmin ? 'visible' : 'hidden' }}
            onClick={() => setCreating(true)}
          >
            {t('workspaces.create')}
          </Button>
        )}
      </Box>
      <QueryState query={list}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title={t('workspaces.empty')}>
              {isSuperAdmin
                ? t('workspaces.emptyFirst')
                : t('workspaces.emptyHint')}
            </EmptyState>
          ) : (
            <DataTable
              label={t('workspaces.label')}
              columns={columns}
              rows={items}
              rowId={getRowId}
              onRowOpen={open}
              total={total}
              pages={list}
            />
          )
        }
      </QueryState>
      <ShortcutsHelp standardShortcuts={['move', 'open']} />
      {isCreating && (
        <CreateWorkspaceDialog
          onClose={() => setCreating(false)}
          onCreated={open}
        />
      )}
    </Stack>
  );
}
