import { Core } from '../../../core/Core';
import { UnloggedTimeStore } from '../unloggedTimes/UnloggedTimeStore';
import { TimeSubfeature } from '../TimeSubfeature';
import { TimeParts } from '../TimeParts';
import { DismissalStore } from './DismissalStore';
import { bindSuggestions } from './routes';
import { SuggestedEntries } from './SuggestedEntries';
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
      entries: new SuggestedEntries(deps),
    }),
  );
  return {};
}
