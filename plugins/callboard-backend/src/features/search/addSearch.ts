import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { memberSearcher } from './memberSearcher';
import { projectSearcher } from './projectSearcher';
import { bindSearch } from './routes';
import { Search } from './Search';

/** Searches the resources of all features. */
export function addSearch(
  { reader, router, workspaces }: Core,
  features: readonly Feature[],
): void {
  const searchProviders = [
    projectSearcher,
    memberSearcher,
    ...features.flatMap(feature => feature.searchers ?? []),
  ];
  bindSearch(router, new Search({ reader, workspaces, searchProviders }));
}
