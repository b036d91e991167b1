import type { WidgetDraft } from './WidgetDraft';

/** Whether two drafts are equal, whatever the order of their settings. */
export function isSameDraft(one: WidgetDraft, other: WidgetDraft): boolean {
  const names = Object.keys({ ...one.config, ...other.config }) as Array<
    keyof WidgetDraft['config']
  >;
  return (
    one.widget_type === other.widget_type &&
    one.title === other.title &&
    names.every(
      name =>
        JSON.stringify(one.config[name]) === JSON.stringify(other.config[name]),
    )
  );
}
