import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import { useEffect, useRef } from 'react';
import { callboardReactTranslationRef } from '../translation';

const SHOWN_FOR = 6_000;

function isUndo(event: KeyboardEvent): boolean {
  const typing = (event.target as HTMLElement | null)?.closest?.(
    'input, textarea, [contenteditable=true]',
  );
  return (
    (event.ctrlKey || event.metaKey) &&
    !event.shiftKey &&
    event.key.toLowerCase() === 'z' &&
    !typing
  );
}

/**
 * Says what was done and offers to take it back, for six seconds or as long as
 * the pointer or the focus rests on it. Ctrl+Z takes it back, too.
 *
 * @public
 */
export function UndoSnackbar(props: {
  message: string;
  onUndo: () => void;
  /** Called when the time is up, and when it was taken back. */
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const undo = useRef(() => {});
  undo.current = () => {
    props.onClose();
    props.onUndo();
  };
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (isUndo(event)) {
        event.preventDefault();
        undo.current();
      }
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
  return (
    <Snackbar
      open
      // At its start, the sidebar of the portal would lie beneath it.
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      autoHideDuration={SHOWN_FOR}
      // A click elsewhere says nothing about what was done.
      onClose={(_, reason) => reason !== 'clickaway' && props.onClose()}
      message={props.message}
      ContentProps={{ role: 'status' }}
      action={
        <Button
          size="small"
          color="inherit"
          aria-keyshortcuts="Control+Z Meta+Z"
          onClick={() => undo.current()}
        >
          {t('undo')}
        </Button>
      }
    />
  );
}
