import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getProblems } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { callboardWorkTranslationRef } from '../translation';
import { isItemField } from './isItemField';
import type { ItemEdit } from './useItemEdit';

/** Enough to recognise the text. */
const MAX_SHOWN_LENGTH = 300;

/** Explains why something was not saved, with the options to continue. */
export function ConflictAlert(props: { edit: ItemEdit }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { conflict, keepMine, takeTheirs, error } = props.edit;
  if (conflict) {
    const changes = Object.entries(conflict).flatMap(([field, value]) => {
      const name = field.replace(/_id$/, '');
      if (!isItemField(name)) {
        return [];
      }
      // Show typed values only; picked ones are easy to pick again.
      const isWritten = name === 'title' || name === 'description';
      return isWritten && typeof value === 'string'
        ? [
            t('filters.value', {
              name: t(`field.${name}`),
              value: value.slice(0, MAX_SHOWN_LENGTH),
            }),
          ]
        : [t(`field.${name}`)];
    });
    return (
      <Alert severity="warning">
        <AlertTitle>{t('drawer.conflict')}</AlertTitle>
        {t('drawer.conflictHint')}
        {changes.map(change => (
          <Box key={change} sx={{ overflowWrap: 'anywhere' }}>
            {change}
          </Box>
        ))}
        <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" mt={1.5}>
          <Button
            color="inherit"
            variant="outlined"
            size="small"
            onClick={takeTheirs}
          >
            {t('drawer.reload')}
          </Button>
          <Button color="inherit" size="small" onClick={keepMine}>
            {t('drawer.keepMine')}
          </Button>
        </Stack>
      </Alert>
    );
  }
  return error ? (
    <Alert severity="error">
      {t('drawer.saveFailed')} {getProblems(error).message}
    </Alert>
  ) : null;
}
