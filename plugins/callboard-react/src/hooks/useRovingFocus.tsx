import {
  useEffect,
  useRef,
  type KeyboardEvent,
  type RefObject,
  type ReactNode,
} from 'react';
import Box from '@mui/material/Box';
import type { SystemStyleObject } from '@mui/system';
import { hasModifier } from './useShortcut';

const CONTROL_SELECTOR =
  'button:not(:disabled), a[href], [role=combobox]:not(input), input[type=checkbox]';

const isVisibleIn = (container: HTMLElement) => (control: HTMLElement) => {
  if (getComputedStyle(control).visibility === 'hidden') {
    return false;
  }
  let element: HTMLElement | null = control;
  while (element && element !== container) {
    // Children do not inherit `display`, so each ancestor counts.
    if (getComputedStyle(element).display === 'none') {
      return false;
    }
    element = element.parentElement;
  }
  return true;
};

/**
 * Makes the controls in an element one tab stop: Left, Right, Home and End move between them. Text
 * fields remain their own tab stops.
 */
export function useRovingFocus(container: RefObject<HTMLElement>): {
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const tabStop = useRef<HTMLElement>();
  useEffect(() => {
    const element = container.current;
    if (!element) {
      return undefined;
    }
    const isVisible = isVisibleIn(element);
    const updateTabStop = () => {
      const controls = getControls(element);
      if (
        !tabStop.current ||
        !controls.includes(tabStop.current) ||
        !isVisible(tabStop.current)
      ) {
        // While no control is visible yet, the first one is the tab stop.
        tabStop.current = controls.find(isVisible) ?? controls[0];
      }
      controls.forEach(control => {
        const tabIndex = control === tabStop.current ? 0 : -1;
        if (control.tabIndex !== tabIndex) {
          control.tabIndex = tabIndex;
        }
      });
    };
    const handleFocusIn = ({ target }: FocusEvent) => {
      if (getControls(element).includes(target as HTMLElement)) {
        tabStop.current = target as HTMLElement;
        updateTabStop();
      }
    };
    updateTabStop();
    // Rendering the controls again resets their tabindex.
    const observer = new MutationObserver(updateTabStop);
    observer.observe(element, {
      childList: true,
      subtree: true,
      attributeFilter: ['disabled', 'tabindex'],
    });
    element.addEventListener('focusin', handleFocusIn);
    // A different window width can hide the current tab stop.
    window.addEventListener('resize', updateTabStop);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', updateTabStop);
      element.removeEventListener('focusin', handleFocusIn);
    };
  }, [container]);

  return {
    onKeyDown: event => {
      const element = container.current;
      const controls = element
        ? getControls(element).filter(isVisibleIn(element))
        : [];
      const index = controls.indexOf(event.target as HTMLElement);
      const nextIndex = {
        ArrowRight: index + 1,
        ArrowLeft: index - 1,
        Home: 0,
        End: controls.length - 1,
      }[event.key];
      if (
        index < 0 ||
        nextIndex === undefined ||
        hasModifier(event) ||
        event.defaultPrevented
      ) {
        return;
      }
      event.preventDefault();
      controls[(nextIndex + controls.length) % controls.length].focus();
    },
  };
}

function getControls(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(CONTROL_SELECTOR)];
}

/** A group of controls that is one tab stop; arrow keys move the focus within it. @public */
export function Toolbar(props: {
  label: string;
  children: ReactNode;
  /** The layout; a wrapping row by default. */
  sx?: SystemStyleObject;
}) {
  const container = useRef<HTMLElement>(null);
  const roving = useRovingFocus(container);
  return (
    <Box
      ref={container}
      role="toolbar"
      aria-label={props.label}
      onKeyDown={roving.onKeyDown}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        // Leaves space for the labels above fields.
        rowGap: 1.5,
        ...props.sx,
      }}
    >
      {props.children}
    </Box>
  );
}
