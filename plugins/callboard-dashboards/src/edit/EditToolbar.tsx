import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Toolbar, useShortcut } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import UndoIcon from '@mui/icons-material/Undo';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import type { SaveState } from './useSaveLayout';

/** What can be done while a dashboard is changed. */
export function EditToolbar(props: {
  state: SaveState;
  /** There is no room to move widgets. */
  isNarrow: boolean;
  onAdd: () => void;
  onUndo: (() => void) | undefined;
  onDone: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { state } = props;
  useShortcut('a', props.onAdd);
  return (
    <Toolbar label={t('toolbar')}>
      <Button variant="contained" startIcon={<AddIcon />} onClick={props.onAdd}>
        {t('add')}
      </Button>
      <Button
        startIcon={<UndoIcon />}
        disabled={!props.onUndo}
        onClick={props.onUndo}
      >
        {t('undo')}
      </Button>
      <Box
        role="status"
        sx={{
          flex: '1 1 160px',
          minWidth: 0,
          overflowWrap: 'anywhere',
          typography: 'body2',
          color: state.name === 'failed' ? 'error.main' : 'text.secondary',
        }}
      >
        {state.name === 'failed'
          ? t('notSaved', { problem: state.problem })
          : t(state.name === 'saving' ? 'saving' : 'hint')}
        {props.isNarrow && <div>{t('narrow')}</div>}
      </Box>
      {state.name === 'failed' && (
        <Button color="error" variant="outlined" onClick={state.retry}>
          {t('retry')}
        </Button>
      )}
      <Button variant="outlined" onClick={props.onDone}>
        {t('done')}
      </Button>
    </Toolbar>
  );
}
