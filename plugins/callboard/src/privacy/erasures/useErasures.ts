import { endpoints, type Erasure } from '@callboard/plugin-callboard-common';
import {
  useEndpointPages,
  type Pages,
} from '@callboard/plugin-callboard-react';
import { useEffect } from 'react';

const PAGE = 20;

const POLL = 1_000;

/** The erasures, newest first; refetched each second while one is running. */
export function useErasures(): Pages<Erasure> {
  const erasures = useEndpointPages(endpoints.listErasures, {
    query: { limit: PAGE },
  });
  const { data, refetch } = erasures;
  const isRunning =
    data?.items.some(({ status }) => status === 'running') ?? false;
  useEffect(() => {
    if (!isRunning) {
      return undefined;
    }
    const timer = setInterval(() => void refetch(), POLL);
    return () => clearInterval(timer);
  }, [isRunning, refetch]);
  return erasures;
}
