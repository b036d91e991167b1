import { cleanText } from './cleanText';

/** The action of an event in the vocabulary of activity: `not-found` → `not_found`. */
export function toActionName(action: unknown): string {
  const name = cleanText(action, 256)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '_')
    .replace(/^[_.]+|[_.]+$/g, '')
    .slice(0, 64);
  return name || 'other';
}
