import type { Pages } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';

/** How far from the end more is asked for: a screenful, so that nobody waits. */
const AHEAD = 900;

/**
 * Loads more of a list as its end comes into sight. Stands at the end of what
 * is positioned around the list; the button of the list stays for when loading
 * failed.
 */
export function LoadMoreSentinel(props: { list: Pages<unknown> }) {
  const { hasMore, isLoadingMore, hasMoreFailed, isStale, loadMore } =
    props.list;
  const mark = useRef<HTMLDivElement>(null);
  const load = useRef(loadMore);
  load.current = loadMore;
  const isOpen = hasMore && !isLoadingMore && !hasMoreFailed && !isStale;

  useEffect(() => {
    if (!isOpen || typeof IntersectionObserver === 'undefined') {
      return undefined;
    }
    const observer = new IntersectionObserver(([{ isIntersecting }]) => {
      if (isIntersecting) {
        load.current();
      }
    });
    observer.observe(mark.current!);
    return () => observer.disconnect();
  }, [isOpen]);

  return (
    <Box
      ref={mark}
      aria-hidden
      sx={{
        position: 'absolute',
        bottom: 0,
        width: '1px',
        height: AHEAD,
        maxHeight: '100%',
        pointerEvents: 'none',
        // Else the page would keep it in sight while the list grows above it.
        overflowAnchor: 'none',
      }}
    />
  );
}
