import { PropsWithChildren, useEffect, useRef } from 'react';

/**
 * Lets a grid that measures itself only when the window is resized do so whenever its own place changes: the
 * sidebar glides to its width after the window has been resized, and the grid would keep the width it had before.
 */
export function MeasuredAgain({ children }: PropsWithChildren<{}>) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let known = place.current!.offsetWidth;
    const observer = new ResizeObserver(([{ target }]) => {
      const { offsetWidth } = target as HTMLElement;
      if (offsetWidth !== known) {
        known = offsetWidth;
        window.dispatchEvent(new Event('resize'));
      }
    });
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);
  return <div ref={place}>{children}</div>;
}
