import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '@callboard/plugin-callboard-react';
import EventNoteOutlinedIcon from '@mui/icons-material/EventNoteOutlined';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { callboardTimeTranslationRef } from '../translation';

/** The empty state of a week: its purpose, and a form that adds the first row. */
export function EmptyWeek(props: { isEditable: boolean; children: ReactNode }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <EmptyState
      icon={<EventNoteOutlinedIcon />}
      title={t('week.empty')}
      action={
        <Box
          sx={{
            display: 'flex',
            justifyContent: 'center',
            '& > *': { justifyContent: 'center' },
          }}
        >
          {props.children}
        </Box>
      }
    >
      {props.isEditable ? t('week.emptyHint') : t('week.emptyLocked')}
    </EmptyState>
  );
}
