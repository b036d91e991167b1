import {
  endpoints,
  type Widget,
  type WidgetPatch,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getErrorStatus,
  type useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { isSame } from '../data/isSame';
import { mergeWidgetDrafts } from './mergeWidgetDrafts';
import { toWidgetDraft } from './WidgetDraft';

const CHANGED_MEANWHILE = 412;

/**
 * Restores the fields of a widget that an edit changed. Later changes by others stay.
 *
 * @param edit - the widget before and after the edit
 */
export async function takeBackEdit(
  client: ReturnType<typeof useCallboardClient>,
  params: { slug: string; id: string; wid: string },
  edit: { before: Widget; after: Widget },
  attempts: number = 3,
): Promise<void> {
  const now = await client.call(endpoints.getWidget, { params });
  const [before, after, current] = [edit.before, edit.after, now].map(
    toWidgetDraft,
  );
  const { draft } = mergeWidgetDrafts(after, current, before);
  const body: WidgetPatch = Object.fromEntries(
    Object.entries(draft).filter(
      ([name, value]) => !isSame(value, current[name as keyof typeof current]),
    ),
  );
  if (Object.keys(body).length === 0) {
    return;
  }
  try {
    await client.call(endpoints.updateWidget, {
      params,
      body,
      headers: toIfMatchHeader(now),
    });
  } catch (error) {
    if (getErrorStatus(error) !== CHANGED_MEANWHILE || attempts <= 1) {
      throw error;
    }
    await takeBackEdit(client, params, edit, attempts - 1);
  }
}
