import { mergedFields } from '../data/mergedFields';
import type { WidgetDraft } from './WidgetDraft';

/** A field of a widget that people change. */
export type WidgetField =
  | Exclude<keyof WidgetDraft, 'config'>
  | keyof WidgetDraft['config'];

/** One's own changes of a widget, put on top of those that somebody else made meanwhile. */
export interface Merged {
  draft: WidgetDraft;
  /** The fields that both changed, to different values. */
  conflicts: WidgetField[];
}

const restOf = ({ widget_type, title }: WidgetDraft) => ({
  widget_type,
  title,
});

/**
 * Merges two changes of a widget, field by field. Where both changed a field, one's own
 * value is in the draft.
 *
 * @param before - the widget both began with
 */
export function mergedWidget(
  before: WidgetDraft,
  mine: WidgetDraft,
  theirs: WidgetDraft,
): Merged {
  const config = mergedFields(before.config, mine.config, theirs.config);
  const rest = mergedFields(restOf(before), restOf(mine), restOf(theirs));
  return {
    draft: { ...rest.merged, config: config.merged },
    conflicts: [...config.conflicts, ...rest.conflicts],
  };
}
