import { z } from 'zod';

const address = z.email({ pattern: z.regexes.html5Email }).max(254);

/** Whether a text is an address that mail can be sent to, and nothing else. */
export function isMailAddress(text: string): boolean {
  return address.safeParse(text).success;
}
