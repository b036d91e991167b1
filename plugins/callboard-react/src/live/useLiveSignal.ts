import type {
  CallboardSignal,
  LiveChannels,
} from '@callboard/plugin-callboard-common';
import { useEffect, useRef } from 'react';
import { useLiveConnection } from './useLiveConnection';

/** The signals of one action arrive within this time, in milliseconds. */
const GATHER = 100;

/** How often pages ask by themselves, whether or not signals arrive. */
const POLL = 60_000;

/**
 * Acts when the server signals: soon, and not again before a pause is over,
 * since a busy portal signals many times a second. Acts every minute as well,
 * while the page is looked at: signals can be lost, and not every portal has
 * them.
 *
 * @public
 */
export function useLiveSignal(options: {
  /** The one type of signals to listen to; all by default. Must not change. */
  topic?: LiveChannels['channels'][number]['topics'][number];
  /** Whether there is something to do about a signal. */
  wakesOn: (signal: CallboardSignal) => boolean;
  /** False when it could not be done now: it is tried again after the pause. */
  act: () => unknown;
  /** Before it acts where signals may have been lost: anything may have changed. */
  onMissed?: () => void;
  /** The pause after an act, in milliseconds. */
  quiet: number;
}): void {
  const connection = useLiveConnection();
  const current = useRef(options);
  current.current = options;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let quietUntil = 0;
    const actIn = (delay: number) => {
      timer = setTimeout(() => {
        const { act, quiet } = current.current;
        timer = undefined;
        quietUntil = Date.now() + quiet;
        if (act() === false) {
          actIn(quiet);
        }
      }, delay);
    };
    const actSoon = () => {
      if (!timer) {
        actIn(Math.max(GATHER, quietUntil - Date.now()));
      }
    };
    const subscription = connection?.listen({
      topic: current.current.topic,
      hear: signal => {
        if (current.current.wakesOn(signal)) {
          actSoon();
        }
      },
      missed: () => {
        current.current.onMissed?.();
        actSoon();
      },
    });
    const poll = setInterval(() => {
      if (document.visibilityState === 'visible') {
        actSoon();
      }
    }, POLL);
    return () => {
      clearInterval(poll);
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [connection]);
}
