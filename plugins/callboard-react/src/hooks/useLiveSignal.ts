import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  SIGNALS_CHANNEL,
  type CallboardSignal,
} from '@callboard/plugin-callboard-common';
import { useEffect, useRef } from 'react';

/**
 * Acts when the server signals, once for all that it signals within a time: a
 * busy portal signals many times a second.
 *
 * @public
 */
export function useLiveSignal(options: {
  /** Whether there is something to do about a signal. */
  wakesOn: (signal: CallboardSignal) => boolean;
  act: () => void;
  /** How long to gather signals, in milliseconds. */
  quiet: number;
}): void {
  const signals = useApiHolder().get(signalApiRef);
  const current = useRef(options);
  current.current = options;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const subscription = signals?.subscribe(SIGNALS_CHANNEL, message => {
      const { wakesOn, quiet } = current.current;
      if (!timer && wakesOn(message as unknown as CallboardSignal)) {
        timer = setTimeout(() => {
          timer = undefined;
          current.current.act();
        }, quiet);
      }
    });
    return () => {
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [signals]);
}
