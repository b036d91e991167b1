import { linkKind } from '@callboard/plugin-callboard-common';

/**
 * Leads to where a notification leads: within the portal, or in a tab of its own.
 *
 * @returns whether it leads anywhere
 */
export function openTarget(
  target: string | null | undefined,
  navigate: (path: string) => void,
): boolean {
  const kind = linkKind(target);
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
