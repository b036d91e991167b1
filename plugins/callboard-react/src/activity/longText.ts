import type {
  FieldChange,
  JsonValue,
} from '@callboard/plugin-callboard-common';

/** Longer texts are compared word by word. */
const LONG = 80;

const isText = (value: JsonValue): value is string =>
  typeof value === 'string' && value !== '';

/** Whether a text is too long to be read at a glance. */
export function isLongText(text: string): boolean {
  return text.length > LONG || text.includes('\n');
}

/** Whether both values of a change are texts too long to be compared at a glance. @public */
export function isLongTextChange(
  change: FieldChange,
): change is FieldChange & { old_value: string; new_value: string } {
  const { old_value, new_value } = change;
  return (
    isText(old_value) &&
    isText(new_value) &&
    (isLongText(old_value) || isLongText(new_value))
  );
}

/** Number of unchanged characters shown before the change. */
const LEAD = 12;

/**
 * Cuts two texts to shortly before their first difference, so that one line of each shows the
 * change.
 */
export function cutToChange(
  before: string,
  after: string,
): [before: string, after: string] {
  const [old, now] = [[...before], [...after]];
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) {
    same += 1;
  }
  const from = Math.max(0, same - LEAD);
  const cutStart = (characters: string[]) =>
    `${from > 0 ? '…' : ''}${characters.slice(from).join('')}`;
  return [cutStart(old), cutStart(now)];
}
