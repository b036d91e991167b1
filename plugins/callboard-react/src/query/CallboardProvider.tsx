import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { oncePerPortal } from '../api/oncePerPortal';
import { createQueryClient } from './createQueryClient';

const useQueryClientOfPortal = oncePerPortal(createQueryClient);

/**
 * Wraps each page, tab, card and widget of a Callboard plugin. All of them
 * share one cache, so two cards that show the same thing ask for it once.
 *
 * @public
 */
export function CallboardProvider(props: { children: ReactNode }) {
  return (
    <QueryClientProvider client={useQueryClientOfPortal()}>
      {props.children}
    </QueryClientProvider>
  );
}
