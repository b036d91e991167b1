import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  SIGNALS_CHANNEL,
  type CallboardSignal,
} from '@callboard/plugin-callboard-common';
import { useEffect, useRef } from 'react';

/** What one act signals comes within this time, in milliseconds. */
const GATHER = 100;

/**
 * Acts when the server signals: soon, and not again before a pause is over,
 * since a busy portal signals many times a second.
 *
 * @public
 */
export function useLiveSignal(options: {
  /** Whether there is something to do about a signal. */
  wakesOn: (signal: CallboardSignal) => boolean;
  /** False when it could not be done now: it is tried again after the pause. */
  act: () => unknown;
  /** The pause after an act, in milliseconds. */
  quiet: number;
}): void {
  const signals = useApiHolder().get(signalApiRef);
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
    const subscription = signals?.subscribe(SIGNALS_CHANNEL, message => {
      const { wakesOn } = current.current;
      if (wakesOn(message as unknown as CallboardSignal) && !timer) {
        actIn(Math.max(GATHER, quietUntil - Date.now()));
      }
    });
    return () => {
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [signals]);
}
