import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StaffMember } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useState } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { BulkDeleteDialog } from './BulkDeleteDialog';
import { BulkStatusDialog } from './BulkStatusDialog';
import { BulkTransferDialog } from './BulkTransferDialog';

const dialogs = {
  transfer: BulkTransferDialog,
  status: BulkStatusDialog,
  delete: BulkDeleteDialog,
} as const;

const actions = ['transfer', 'status', 'delete'] as const;

/** The bulk actions on the selected people. */
export function BulkBar(props: {
  workspace: string;
  people: readonly StaffMember[];
  onSelect: (ids: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { people, onSelect } = props;
  const [asking, setAsking] = useState<keyof typeof dialogs>();
  const Dialog = asking && dialogs[asking];
  return (
    <Box
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 2,
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        minHeight: 40,
        px: 1,
        borderRadius: 1,
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'primary.main',
      }}
    >
      <IconButton
        size="small"
        aria-label={t('bulk.clear')}
        onClick={() => onSelect(new Set())}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
      <Box role="status" sx={{ typography: 'body2', fontWeight: 600 }}>
        {t('bulk.selected', {
          count: people.length,
          formatted: formatCount(people.length),
        })}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', ml: { sm: 'auto' } }}>
        {actions.map(action => (
          <Button
            key={action}
            color={action === 'delete' ? 'error' : 'primary'}
            onClick={() => setAsking(action)}
          >
            {t(`bulk.${action}`)}
          </Button>
        ))}
      </Box>
      {Dialog && (
        <Dialog
          workspace={props.workspace}
          people={people}
          onClose={() => setAsking(undefined)}
          onDone={left => {
            if (left.length === 0) {
              setAsking(undefined);
            }
            onSelect(new Set(left));
          }}
        />
      )}
    </Box>
  );
}
