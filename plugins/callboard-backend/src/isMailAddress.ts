import { emailPattern } from '@callboard/plugin-callboard-common';
import { z } from 'zod';

/** Whether a text is an address that mail can be sent to, and nothing else. */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    // Servers inside the house have names without dots.
    (z.regexes.html5Email.test(text) || emailPattern.test(text))
  );
}
