import { emailPattern } from '@callboard/plugin-callboard-common';
import { z } from 'zod';

/** Whether a text is exactly one email address. */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    // Internal servers have names without dots.
    (z.regexes.html5Email.test(text) || emailPattern.test(text))
  );
}
