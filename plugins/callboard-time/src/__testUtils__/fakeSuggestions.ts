import {
  Refusal,
  type FakeHandlers,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeTime } from './FakeTime';

/** Suggests, and makes entries of what is accepted. */
export function answerSuggestions(server: FakeTime): FakeHandlers {
  const take = (id: string) => {
    const suggestion = server.suggestions.find(other => other.id === id);
    if (!suggestion) {
      throw new Refusal(404, 'There is no such suggestion');
    }
    server.suggestions = server.suggestions.filter(
      other => other !== suggestion,
    );
    return suggestion;
  };
  return {
    listTimeSuggestions: ({ query }) => {
      const date = query.get('date')!;
      return {
        date,
        items: server.suggestions.filter(each => each.date === date),
      };
    },
    acceptTimeSuggestions: ({ body: { items, date } }) => {
      const most = server.settings.max_minutes_per_day;
      const at = items.findIndex(({ minutes }) => (minutes ?? 0) > most);
      if (at >= 0) {
        throw new Refusal(400, 'Nothing was logged', [
          {
            field: `body.items[${at}].minutes`,
            reason: 'leaves 10m of the day',
          },
        ]);
      }
      const wordless = items.findIndex(({ id, description }) => {
        const suggestion = server.suggestions.find(each => each.id === id)!;
        const { require_description } = server.settingsOf(
          suggestion.workspace_slug,
        );
        return require_description && !(description ?? suggestion.description);
      });
      if (wordless >= 0) {
        throw new Refusal(400, 'Nothing was logged', [
          {
            field: `body.items[${wordless}].description`,
            reason: 'is required here',
          },
        ]);
      }
      return {
        worklogs: items.map(({ id, minutes, description }) => {
          const suggestion = take(id);
          const item = server.items.find(
            other => other.id === suggestion.work_item.id,
          )!;
          return server.log(item, date, minutes ?? suggestion.minutes, {
            source: 'suggestion',
            description: description ?? suggestion.description,
          });
        }),
      };
    },
    dismissTimeSuggestion: ({ params }) => {
      take(params.id);
    },
  };
}
