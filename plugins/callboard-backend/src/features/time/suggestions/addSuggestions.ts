import { endpoints } from '@callboard/plugin-callboard-common';
import { TimeCore } from '../TimeCore';
import { SuggestionService } from './SuggestionService';

/** Adds suggestions of worklogs from people's activity. */
export function addSuggestions(core: TimeCore): void {
  const { router } = core;
  const suggestions = new SuggestionService(core);
  router.handle(endpoints.listTimeSuggestions, ({ caller, query }) =>
    suggestions.list(caller.user_ref, query.date),
  );
  router.handle(endpoints.acceptTimeSuggestions, async ({ caller, body }) => ({
    worklogs: await suggestions.accept(caller, body),
  }));
  router.handle(
    endpoints.dismissTimeSuggestion,
    async ({ caller, params, query }) => {
      await suggestions.dismiss(caller, { id: params.id, date: query.date });
      return undefined;
    },
  );
}
