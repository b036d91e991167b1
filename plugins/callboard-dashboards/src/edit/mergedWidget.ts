import type { WidgetDraft } from './WidgetDraft';

const isSame = (one: unknown, other: unknown) =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

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
  const conflicts: WidgetField[] = [];
  const merge = <Value>(
    name: WidgetField,
    from: Value,
    own: Value,
    other: Value,
  ) => {
    if (isSame(from, own)) {
      return other;
    }
    if (!isSame(from, other) && !isSame(own, other)) {
      conflicts.push(name);
    }
    return own;
  };
  const names = new Set(
    [before, mine, theirs].flatMap(({ config }) => Object.keys(config)),
  ) as Set<keyof WidgetDraft['config']>;
  const config = Object.fromEntries(
    [...names]
      .map(name => [
        name,
        merge(
          name,
          before.config[name],
          mine.config[name],
          theirs.config[name],
        ),
      ])
      .filter(([, value]) => value !== undefined),
  );
  return {
    draft: {
      widget_type: merge(
        'widget_type',
        before.widget_type,
        mine.widget_type,
        theirs.widget_type,
      ),
      title: merge('title', before.title, mine.title, theirs.title),
      config,
    },
    conflicts,
  };
}
