import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { UnloggedTimeStore } from '../timers/UnloggedTimeStore';
import { TimeServices } from '../TimeServices';
import { SuggestedWorklogs } from './SuggestedWorklogs';
import { Suggestions } from './Suggestions';
import { SuggestionService } from './SuggestionService';

/** Adds suggestions of worklogs from people's activity. */
export function addSuggestions(core: Core, parts: TimeServices): void {
  const { router } = core;
  const deps = { ...core, ...parts, unloggedTimes: new UnloggedTimeStore() };
  const suggestions = new SuggestionService({
    ...deps,
    suggestions: new Suggestions(deps),
    suggestedWorklogs: new SuggestedWorklogs(deps),
  });
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
