import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createPortalSingletonHook } from '../api/createPortalSingletonHook';
import { createQueryClient } from './createQueryClient';

const useQueryClientOfPortal = createPortalSingletonHook(createQueryClient);

/**
 * The query cache shared by all of Callboard, for components without visible output or other needs.
 * Pages, tabs, cards and widgets use `CallboardProvider`.
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
