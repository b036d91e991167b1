import { oncePerPortal } from '../api/oncePerPortal';
import { ToastCenter } from './ToastCenter';

/** The messages of the portal's Callboard pages. */
export const useToastCenter = oncePerPortal(() => new ToastCenter());
