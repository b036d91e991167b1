import type { Pages } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';

/**
 * The distance to the end of the list at which more is loaded: a screenful, so that nobody waits.
 * In px.
 */
const AHEAD = 900;

/**
 * Loads more of a list as its end scrolls into view. Place it at the end of the positioned
 * container of the list; the button of the list remains for retries.
 */
export function LoadMoreSentinel(props: { list: Pages<unknown> }) {
  const { hasMore, isLoadingMore, hasMoreFailed, isStale, loadMore } =
    props.list;
  const sentinel = useRef<HTMLDivElement>(null);
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
    observer.observe(sentinel.current!);
    return () => observer.disconnect();
  }, [isOpen]);

  return (
    <Box
      ref={sentinel}
      aria-hidden
      sx={{
        position: 'absolute',
        bottom: 0,
        width: '1px',
        height: AHEAD,
        maxHeight: '100%',
        pointerEvents: 'none',
        // Otherwise, scroll anchoring would keep it in view while the list grows above it.
        overflowAnchor: 'none',
      }}
    />
  );
}
