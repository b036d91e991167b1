import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './home';
import { navigationModule } from './navigation';
import { signInModule } from './signIn';

/** Plugins come by themselves, from the dependencies of this package. */
export default createApp({
  features: [homeModule, navigationModule, signInModule],
});
