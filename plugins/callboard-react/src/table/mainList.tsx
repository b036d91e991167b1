import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import { hasModifier } from '../hooks/useShortcut';
import { callboardReactTranslationRef } from '../translation';
import { visuallyHidden } from './visuallyHidden';

/** The attribute of the list that is a page's main content. @public */
export const MAIN_LIST_ATTRIBUTE = 'data-callboard-main-list';

const TAB_STOP_SELECTOR = [
  '[role=row]',
  '[data-heading]',
  '[data-card]',
  '[data-cell]',
]
  .map(item => `[${MAIN_LIST_ATTRIBUTE}] ${item}[tabindex="0"]`)
  .join(', ');

/** Focuses the tab stop of the main list; returns whether the page has such a list. @public */
export function focusMainList(): boolean {
  const target = document.querySelector<HTMLElement>(TAB_STOP_SELECTOR);
  target?.focus();
  return target !== null;
}

/** Focuses the main list, or else the title, unless any element has the focus. */
function focusMainContent(): void {
  if (document.activeElement !== document.body || focusMainList()) {
    return;
  }
  const heading = document.querySelector<HTMLElement>('h1');
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
  }
}

/**
 * Renders a change that can remove the focused element, and then moves the focus. To move the focus
 * out of a dialog, close the dialog in `change`: an open dialog takes the focus back, and a closing
 * dialog focuses the element that opened it.
 *
 * @param change - for example closes a dialog or opens another page
 * @param focus - moves the focus; by default to the page's main content, unless an element has it
 * @public
 */
export function renderThenFocus(
  change: () => void,
  focus: () => void = focusMainContent,
): void {
  flushSync(change);
  focus();
}

/** Moves the focus to the main list on Arrow Up or Down while no element is focused. @public */
export function useArrowsToMainList(
  isOn: boolean,
  /** Whether J and K also move the focus there. */
  byLetters: boolean,
): void {
  useEffect(() => {
    if (!isOn) {
      return undefined;
    }
    const handleKeyDown = (event: KeyboardEvent) => {
      const entryKeys = [
        'ArrowDown',
        'ArrowUp',
        ...(byLetters ? ['j', 'k'] : []),
      ];
      if (
        entryKeys.includes(event.key) &&
        !hasModifier(event) &&
        !event.shiftKey &&
        !event.defaultPrevented &&
        document.activeElement === document.body &&
        focusMainList()
      ) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [isOn, byLetters]);
}

/**
 * A button at the start of a page that moves the focus past the filters to the main list. It is
 * visible only while it has the focus.
 *
 * @public
 */
export function SkipToList() {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return (
    <Button
      size="small"
      variant="contained"
      onClick={() => focusMainList()}
      sx={{
        '&:not(:focus)': { ...visuallyHidden, p: 0, minWidth: 0 },
        '&:focus': {
          position: 'absolute',
          zIndex: theme => theme.zIndex.appBar,
        },
      }}
    >
      {t('skipToList')}
    </Button>
  );
}
