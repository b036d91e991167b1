import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../../http/ContractRouter';
import { SuggestionService } from './SuggestionService';

/** Binds the endpoints of the caller's suggestions. */
export function bindSuggestions(
  router: ContractRouter,
  suggestions: SuggestionService,
): void {
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
