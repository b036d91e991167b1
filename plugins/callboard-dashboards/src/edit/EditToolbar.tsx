import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Toolbar, useShortcut } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import UndoIcon from '@mui/icons-material/Undo';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef } from 'react';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import type { SaveState } from './useSaveLayout';

/** The toolbar of the edit mode. */
export function EditToolbar(props: {
  state: SaveState;
  /** Whether the window is too narrow to move widgets. */
  isNarrow: boolean;
  onAdd: () => void;
  onUndo: (() => void) | undefined;
  onDone: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { state } = props;
  const canUndo = props.onUndo !== undefined;
  const addButton = useRef<HTMLButtonElement>(null);
  const undoButton = useRef<HTMLButtonElement>(null);
  useShortcut('a', props.onAdd);
  useEffect(() => {
    // A disabled button cannot keep the focus.
    if (!canUndo && document.activeElement === undoButton.current) {
      addButton.current?.focus();
    }
  }, [canUndo]);
  return (
    <Toolbar label={t('toolbar')}>
      <Button
        ref={addButton}
        variant="contained"
        startIcon={<AddIcon />}
        onClick={props.onAdd}
      >
        {t('add')}
      </Button>
      <Button
        ref={undoButton}
        startIcon={<UndoIcon />}
        disabled={!canUndo}
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
        <Button
          color="error"
          variant="outlined"
          onClick={() => {
            // This button is about to disappear.
            addButton.current?.focus();
            state.retry();
          }}
        >
          {t('retry')}
        </Button>
      )}
      <Button variant="outlined" onClick={props.onDone}>
        {t('done')}
      </Button>
    </Toolbar>
  );
}
