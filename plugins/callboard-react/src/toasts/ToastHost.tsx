import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Portal from '@mui/material/Portal';
import Snackbar from '@mui/material/Snackbar';
import {
  useEffect,
  useRef,
  useSyncExternalStore,
  type FocusEvent,
} from 'react';
import { useIsShowingHost } from '../hooks/SharedStore';
import { callboardReactTranslationRef } from '../translation';
import { type Toast, useToastCenter } from './ToastCenter';

const AUTO_HIDE_MS = 6_000;

/** People take longer to read an error and to decide what to do. */
const PROBLEM_HIDE_MS = 12_000;

/** Applies while the page contains a bottom bar, an element with this attribute. */
const ABOVE_BOTTOM_BAR = 'body:has([data-bottom-bar]) &';

function ToastView(props: {
  toast: Toast;
  onClose: (isUndone: boolean) => void;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { toast, onClose } = props;
  const { status, actions = [], onUndo } = toast;
  const previousFocus = useRef<HTMLElement>();
  const close = (isUndone: boolean) => {
    onClose(isUndone);
    previousFocus.current?.focus();
  };
  const toClosingHandler = (run: () => void, isUndone: boolean) => () => {
    close(isUndone);
    run();
  };
  const undo = onUndo && toClosingHandler(onUndo, true);
  useUndoKey(undo);
  const renderButton = (label: string, onClick: () => void, keys?: string) => (
    <Button
      key={label}
      size="small"
      color="inherit"
      aria-keyshortcuts={keys}
      // Keeps a click from moving the focus.
      onMouseDown={event => event.preventDefault()}
      onClick={onClick}
      sx={{ fontWeight: 600 }}
    >
      {label}
    </Button>
  );
  return (
    <Snackbar
      open
      // At the left, the portal's sidebar would cover the message.
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      autoHideDuration={status === 'danger' ? PROBLEM_HIDE_MS : AUTO_HIDE_MS}
      // A click outside does not close the message.
      onClose={(_, reason) => reason === 'timeout' && onClose(false)}
      message={
        <>
          <Box sx={{ overflowWrap: 'anywhere' }}>{toast.title}</Box>
          {toast.description && (
            <Box sx={{ overflowWrap: 'anywhere', opacity: 0.85 }}>
              {toast.description}
            </Box>
          )}
        </>
      }
      ContentProps={{
        role: status === 'danger' ? 'alert' : 'status',
        onFocus: ({ relatedTarget, currentTarget }: FocusEvent) => {
          if (
            relatedTarget instanceof HTMLElement &&
            !currentTarget.contains(relatedTarget)
          ) {
            previousFocus.current = relatedTarget;
          }
        },
      }}
      action={
        <>
          {actions.map(({ label, onClick }) =>
            renderButton(label, toClosingHandler(onClick, false)),
          )}
          {undo && renderButton(t('undo'), undo, 'Control+Z Meta+Z')}
          <IconButton
            size="small"
            color="inherit"
            aria-label={t('toast.close')}
            onMouseDown={event => event.preventDefault()}
            onClick={() => close(false)}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </>
      }
      sx={{
        maxWidth: 'min(640px, calc(100vw - 16px))',
        // Above drawers and dialogs.
        zIndex: theme => theme.zIndex.tooltip,
        // In a narrow window, the message must not cover the portal's navigation at the bottom.
        bottom: { xs: 72, sm: 24 },
        [ABOVE_BOTTOM_BAR]: { bottom: { xs: 152, sm: 96 } },
      }}
    />
  );
}

/** Renders the messages of Callboard's pages. Of several mounted hosts, only one renders them. */
export function ToastHost() {
  const center = useToastCenter();
  const isShowingHost = useIsShowingHost(center);
  const toast = useSyncExternalStore(center.subscribe, () => center.toast);
  return isShowingHost && toast ? (
    // Rendered in a React portal, because modals opened from the page would cover it.
    <Portal>
      <ToastView
        key={toast.id}
        toast={toast}
        onClose={isUndone => center.close(toast.id, isUndone)}
      />
    </Portal>
  ) : null;
}

function isUndoShortcut(event: KeyboardEvent): boolean {
  const textField = (event.target as HTMLElement | null)?.closest?.(
    'input:not([type=checkbox]), textarea, [contenteditable=true]',
  );
  return (
    (event.ctrlKey || event.metaKey) &&
    !event.shiftKey &&
    event.key.toLowerCase() === 'z' &&
    !textField
  );
}

/**
 * Calls `undo` on Ctrl+Z outside text fields.
 *
 * @param getDoneAt - returns the time of the action that `undo` reverts, or undefined while no
 * action can be undone. Pass it for an undo stack: Ctrl+Z then reverts the newest action, either of
 * the stack or of a visible message with an undo button. Pass it on every render or never.
 * @public
 */
export function useUndoKey(
  undo: (() => void) | undefined,
  getDoneAt?: () => number | undefined,
): void {
  const center = useToastCenter();
  const latest = useRef({ undo, getDoneAt });
  latest.current = { undo, getDoneAt };
  const hasUndoStack = getDoneAt !== undefined;
  useEffect(() => {
    const isNewerThanToast = () => {
      const doneAt = latest.current.getDoneAt?.();
      return doneAt !== undefined && doneAt >= center.undoableSince;
    };
    const handleKeyDown = (event: KeyboardEvent) => {
      const run = latest.current.undo;
      if (
        !run ||
        !isUndoShortcut(event) ||
        (hasUndoStack && !isNewerThanToast())
      ) {
        return;
      }
      event.preventDefault();
      if (hasUndoStack) {
        // The message's listener runs later, and must not undo another action.
        event.stopPropagation();
      }
      run();
    };
    document.addEventListener('keydown', handleKeyDown, hasUndoStack);
    return () =>
      document.removeEventListener('keydown', handleKeyDown, hasUndoStack);
  }, [center, hasUndoStack]);
}
