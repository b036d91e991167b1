import { NewActivity } from '@callboard/plugin-callboard-common';
import { isPortalLink } from './isPortalLink';
import { isView } from './isView';

const TYPING_PAUSE_MS = 2_000;
const REDIRECT_MS = 300;
const PAGE_OPENS_MS = 1_000;

/** How long the next activity may supersede this one, in milliseconds. */
export function getSupersedeWindow(activity: NewActivity): number {
  if (activity.action === 'search') {
    return TYPING_PAUSE_MS;
  }
  if (isView(activity)) {
    return REDIRECT_MS;
  }
  return isPortalLink(activity) ? PAGE_OPENS_MS : 0;
}
