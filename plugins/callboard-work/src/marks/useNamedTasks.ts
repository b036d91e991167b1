import { useEffect, useRef, type RefObject } from 'react';

/**
 * Names the boxes of task lists in the Markdown below the element with the ref:
 * each is called as the first line of its task. The portal leaves them unnamed.
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
