import { uuid } from '@callboard/plugin-callboard-common';

/** One of a dashboard's widgets that somebody wants elsewhere. */
export interface WidgetChoice {
  slug: string;
  dashboard: string;
  widget: string;
}

/** A choice as one text, which is what settings of the home page can keep. */
export function textOfChoice(choice: WidgetChoice): string {
  return [choice.slug, choice.dashboard, choice.widget].join('/');
}

/** A choice that was kept as text; undefined for anything else. */
export function choiceOfText(text: unknown): WidgetChoice | undefined {
  if (typeof text !== 'string') {
    return undefined;
  }
  const [slug, dashboard, widget, ...more] = text.split('/');
  const isChoice =
    Boolean(slug) &&
    more.length === 0 &&
    [dashboard, widget].every(id => uuid.safeParse(id).success);
  return isChoice ? { slug, dashboard, widget } : undefined;
}
