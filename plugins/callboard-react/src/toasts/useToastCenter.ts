import { createPortalSingletonHook } from '../api/createPortalSingletonHook';
import { ToastCenter } from './ToastCenter';

/** The messages of the portal's Callboard pages. */
export const useToastCenter = createPortalSingletonHook(
  () => new ToastCenter(),
);
