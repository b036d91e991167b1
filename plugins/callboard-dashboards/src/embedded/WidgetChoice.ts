import { uuid } from '@callboard/plugin-callboard-common';

/** A dashboard's widget to embed elsewhere. */
export interface WidgetChoice {
  slug: string;
  dashboard: string;
  widget: string;
}

/** Serialises a choice to text, as settings of the home page can only store text. */
export function formatChoice(choice: WidgetChoice): string {
  return [choice.slug, choice.dashboard, choice.widget].join('/');
}

/** Parses a stored choice; undefined for anything else. */
export function parseChoice(text: unknown): WidgetChoice | undefined {
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
