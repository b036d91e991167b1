import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { oncePerPortal } from '../api/oncePerPortal';
import { createQueryClient } from './createQueryClient';

const useQueryClientOfPortal = oncePerPortal(createQueryClient);

/**
 * The cache that all of Callboard shares, for what is drawn nowhere or needs
 * nothing else. Pages, tabs, cards and widgets use `CallboardProvider`.
 *
 * @public
 */
export function CallboardCache(props: { children: ReactNode }) {
  return (
    <QueryClientProvider client={useQueryClientOfPortal()}>
      {props.children}
    </QueryClientProvider>
  );
}
