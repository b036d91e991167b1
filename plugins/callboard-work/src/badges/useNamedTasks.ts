import { useEffect, useRef, type RefObject } from 'react';

/**
 * Gives the checkboxes of task lists in Markdown accessible names, which the portal
 * does not: the first line of each task. Put the ref on an element around the
 * Markdown.
 */
export function useNamedTasks(): RefObject<HTMLDivElement> {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current
      ?.querySelectorAll(
        'li > input[type=checkbox], li > p > input[type=checkbox]',
      )
      .forEach(box => {
        const [name] = (box.closest('li')?.textContent ?? '')
          .trim()
          .split('\n');
        box.setAttribute('aria-label', name);
      });
  });
  return ref;
}
