import { Core } from '../../../core/Core';
import { UnloggedTimeStore } from '../timers/UnloggedTimeStore';
import { TimeSubfeature, TimeParts } from '../TimeParts';
import { DismissalStore } from './DismissalStore';
import { bindSuggestions } from './routes';
import { SuggestedWorklogs } from './SuggestedWorklogs';
import { Suggestions } from './Suggestions';
import { SuggestionService } from './SuggestionService';

/** Adds suggestions of worklogs from people's activity. */
export function addSuggestions(core: Core, parts: TimeParts): TimeSubfeature {
  const deps = {
    ...core,
    ...parts,
    unloggedTimes: new UnloggedTimeStore(),
    dismissals: new DismissalStore(),
  };
  bindSuggestions(
    core.router,
    new SuggestionService({
      ...deps,
      suggestions: new Suggestions(deps),
      suggestedWorklogs: new SuggestedWorklogs(deps),
    }),
  );
  return {};
}
