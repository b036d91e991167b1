import { getLinkKind } from '@callboard/plugin-callboard-common';

/**
 * Opens the target of a notification: within the portal, or in a new tab.
 *
 * @returns whether the notification has a target
 */
export function openTarget(
  target: string | null | undefined,
  navigate: (path: string) => void,
): boolean {
  const kind = getLinkKind(target);
  if (!target || !kind) {
    return false;
  }
  if (kind === 'internal') {
    navigate(target);
  } else {
    window.open(target, '_blank', 'noopener,noreferrer');
  }
  return true;
}
