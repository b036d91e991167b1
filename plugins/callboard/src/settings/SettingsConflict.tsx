import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { callboardTranslationRef } from '../translation';

/** Reports that another person has saved first, and offers to reload. */
export function SettingsConflict(props: {
  onReload: (options: { keepMine: boolean }) => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  return (
    <Alert severity="warning">
      <AlertTitle>{t('settings.conflict')}</AlertTitle>
      {t('settings.conflictHint')}
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" mt={1.5}>
        <Button
          color="inherit"
          variant="outlined"
          size="small"
          onClick={() => props.onReload({ keepMine: false })}
        >
          {t('settings.reload')}
        </Button>
        <Button
          color="inherit"
          size="small"
          onClick={() => props.onReload({ keepMine: true })}
        >
          {t('settings.keep')}
        </Button>
      </Stack>
    </Alert>
  );
}
