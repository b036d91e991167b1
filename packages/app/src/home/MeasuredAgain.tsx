import { PropsWithChildren, useEffect, useRef } from 'react';

/**
 * Makes a grid that measures itself only on resizes of the window do so whenever its own position
 * changes: the sidebar animates to its width after a resize, and the grid would keep the width it
 * had before.
 */
export function MeasuredAgain({ children }: PropsWithChildren<{}>) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let known = container.current!.offsetWidth;
    const observer = new ResizeObserver(([{ target }]) => {
      const { offsetWidth } = target as HTMLElement;
      if (offsetWidth !== known) {
        known = offsetWidth;
        window.dispatchEvent(new Event('resize'));
      }
    });
    observer.observe(container.current!);
    return () => observer.disconnect();
  }, []);
  return <div ref={container}>{children}</div>;
}
