import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AssistantTool } from '@callboard/plugin-callboard-common';
import { type DataTableColumn } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import VisibilityOutlinedIcon from '@mui/icons-material/VisibilityOutlined';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { useMemo } from 'react';
import { callboardAssistantsTranslationRef } from './translation';

const icons = {
  reads: <VisibilityOutlinedIcon />,
  adds: <AddIcon />,
  changes: <EditOutlinedIcon />,
  deletes: <DeleteOutlineIcon color="error" />,
};

/** The columns of the list of tools. */
export function useToolColumns(): DataTableColumn<AssistantTool>[] {
  const { t } = useTranslationRef(callboardAssistantsTranslationRef);
  return useMemo(
    () => [
      {
        id: 'tool',
        header: t('tool'),
        cell: ({ row: { original } }) => (
          <Box sx={{ minWidth: 0, overflowWrap: 'anywhere', py: 0.5 }}>
            <Box sx={{ fontWeight: 600 }}>{original.title}</Box>
            <Box component="code" sx={{ fontSize: 12 }}>
              callboard.{original.name}
            </Box>
          </Box>
        ),
        width: 'minmax(180px, 1fr)',
        narrow: 'first',
      },
      {
        id: 'effect',
        header: t('effect'),
        cell: ({ row: { original } }) => (
          <Chip
            size="small"
            variant="outlined"
            icon={icons[original.effect]}
            label={t(`effects.${original.effect}`)}
          />
        ),
        width: '120px',
      },
      {
        id: 'description',
        header: t('description'),
        cell: ({ row }) => (
          <Box sx={{ py: 0.5, whiteSpace: 'normal' }}>
            {row.original.description}
          </Box>
        ),
        width: 'minmax(260px, 3fr)',
        narrow: 'line',
      },
    ],
    [t],
  );
}
