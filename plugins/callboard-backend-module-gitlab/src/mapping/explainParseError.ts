import { z } from 'zod';

/** Names the first invalid field of a response. */
export function explainParseError({ issues }: z.ZodError): string {
  const [{ path, message }] = issues;
  return `${path.join('.')}: ${message}`;
}
