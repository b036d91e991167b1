import { Visibility } from '@callboard/plugin-callboard-common';
import { visibilityCodes } from '../../visibility/visibilityCodes';

/**
 * Who may see what a notice tells of. Beside what there is for changes,
 * `recipients`: whoever was told may read it wherever they are now, as the one
 * who is told that they have left a workspace. Nothing of it may be secret to
 * them.
 */
export type NoticeVisibility = Visibility | 'recipients';

/** Visibilities of notices as they are stored. */
export const noticeVisibilityCodes: Record<NoticeVisibility, number> = {
  ...visibilityCodes,
  recipients: 6,
};

const byCode = new Map(
  Object.entries(noticeVisibilityCodes).map(([name, code]) => [
    code,
    name as NoticeVisibility,
  ]),
);

/** A visibility as it is worked with. */
export function readNoticeVisibility(code: number): NoticeVisibility {
  return byCode.get(code)!;
}
