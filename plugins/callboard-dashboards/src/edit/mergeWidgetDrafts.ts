import { mergeFields } from '../data/mergeFields';
import type { WidgetDraft } from './WidgetDraft';

/** A field of a widget that people change. */
export type WidgetField =
  | Exclude<keyof WidgetDraft, 'config'>
  | keyof WidgetDraft['config'];

/** The user's changes of a widget applied to those that another user made meanwhile. */
export interface Merged {
  draft: WidgetDraft;
  /** The fields that both changed, to different values. */
  conflicts: WidgetField[];
}

const getOtherFields = ({ widget_type, title }: WidgetDraft) => ({
  widget_type,
  title,
});

/**
 * Merges two changes of a widget, field by field. If both changed a field, the user's own value
 * wins.
 *
 * @param before - the common base
 */
export function mergeWidgetDrafts(
  before: WidgetDraft,
  mine: WidgetDraft,
  theirs: WidgetDraft,
): Merged {
  const config = mergeFields(before.config, mine.config, theirs.config);
  const rest = mergeFields(
    getOtherFields(before),
    getOtherFields(mine),
    getOtherFields(theirs),
  );
  return {
    draft: { ...rest.merged, config: config.merged },
    conflicts: [...config.conflicts, ...rest.conflicts],
  };
}
